package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is old is found under another path, and only there. */
class HistoryTest extends InProcessFloor {

  @Test
  void servesWhatIsOlderThanTheCutoffAsHistory() {
    buy("1.00");
    exchange.determine(MARKET, "yes", Optional.empty());
    exchange.settle(MARKET);
    time.advance(Duration.ofHours(1));
    moveCutoff();
    exchange.listMarket("KXNEW-1-A", "KXNEW-1", time.instant().plusSeconds(60));
    exchange.trade(member.accountId(), "KXNEW-1-A", "yes", "2.00", "0.5000");

    assertThat(counts("/portfolio/fills", "fills")).containsExactly("2.00");
    assertThat(counts("/historical/fills", "fills")).containsExactly("1.00");
    assertThat(get(REST + "/markets/" + MARKET).status()).isEqualTo(404);
    assertThat(get(REST + "/historical/markets/" + MARKET).status()).isEqualTo(200);
    assertThat(get(REST + "/historical/markets/KXNEW-1-A").status()).isEqualTo(404);
    assertThat(rows("/markets", "markets")).hasSize(1);
    assertThat(rows("/historical/markets?tickers=" + MARKET, "markets")).hasSize(1);
    assertThat(rows("/historical/positions", "market_positions")).hasSize(1);
    assertThat(rows("/portfolio/positions?settlement_status=all", "market_positions")).hasSize(1);
    assertThat(rows("/portfolio/settlements", "settlements")).hasSize(1);
  }

  @Test
  void listsSettledPositionsOnDemand() {
    buy("1.00");
    exchange.determine(MARKET, "yes", Optional.empty());
    exchange.settle(MARKET);

    assertThat(rows("/portfolio/positions", "market_positions")).isEmpty();
    JsonArray settled = rows("/portfolio/positions?settlement_status=settled", "market_positions");
    assertThat(settled.getJsonObject(0).getString("position_fp")).isEqualTo("0.00");
    assertThat(settled.getJsonObject(0).getString("realized_pnl_dollars")).isEqualTo("0.520000");
    assertThat(get(REST + "/portfolio/positions?settlement_status=gone").status()).isEqualTo(400);
  }

  @Test
  void namesTheCutoffThatWasSet() {
    moveCutoff();

    assertThat(json(REST + "/historical/cutoff").getString("trades_created_ts"))
        .isEqualTo("2026-07-06T01:55:17Z");
  }

  @Test
  void findsCombosOrLeavesThemOut() {
    exchange.listMarket("KXMVE-1-A", "KXMVE-1", time.instant().plusSeconds(60));

    assertThat(rows("/markets?mve_filter=only", "markets")).hasSize(1);
    assertThat(rows("/markets?mve_filter=exclude", "markets")).hasSize(1);
    assertThat(rows("/markets", "markets")).hasSize(2);
  }

  @Test
  void tellsItsHoursAndCosts() {
    JsonObject schedule = json(REST + "/exchange/schedule").getJsonObject("schedule");

    assertThat(schedule.getJsonArray("standard_hours").getJsonObject(0).fieldNames())
        .contains("start_time", "monday", "sunday");
    assertThat(json(REST + "/account/endpoint_costs").getInteger("default_cost")).isEqualTo(10);
  }

  private void moveCutoff() {
    exchange.control("POST", "/cutoff", new JsonObject().put("at", time.instant().toString()));
  }

  private JsonArray rows(String path, String name) {
    return json(REST + path).getJsonArray(name);
  }

  private List<String> counts(String path, String name) {
    return rows(path, name).stream().map(r -> ((JsonObject) r).getString("count_fp")).toList();
  }
}
