package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The turns that a market's life can take, on the socket and by REST. */
class MarketLifeTest extends InProcessFloor {

  @Test
  void closesEarlyWhenAResultIsKnownEarly() {
    Client client = listening("market_lifecycle_v2");

    exchange.determine(MARKET, "no", Optional.empty());
    time.advance(Duration.ofSeconds(1));

    assertThat(events(client)).containsExactly("close_date_updated", "determined");
    assertThat(msg(client, 0).getLong("close_ts"))
        .isLessThanOrEqualTo(time.instant().getEpochSecond());
    assertThat(market().getString("status")).isEqualTo("determined");
  }

  @Test
  void amendsADisputedResultAndPaysTheNewOne() {
    buy("10.00");
    Client client = listening("market_lifecycle_v2");
    exchange.close(MARKET);
    exchange.determine(MARKET, "yes", Optional.empty());

    exchange.dispute(MARKET);
    assertThat(market().getString("status")).isEqualTo("disputed");
    assertThat(market().getString("result")).isEqualTo("yes");
    assertThatThrownBy(() -> exchange.settle(MARKET)).hasMessageContaining("disputed");

    exchange.amend(MARKET, "scalar", Optional.of("0.2550"));
    assertThat(market().getString("status")).isEqualTo("amended");
    assertThat(market().getString("settlement_value_dollars")).isEqualTo("0.2550");
    exchange.settle(MARKET);
    time.advance(Duration.ofSeconds(1));

    assertThat(events(client))
        .containsExactly("close_date_updated", "determined", "determined", "settled");
    assertThat(msg(client, 2).getString("settlement_value")).isEqualTo("0.2550");
    assertThat(exchange.truth(member.accountId()).settlements())
        .extracting(InProcessExchange.Payment::result, p -> p.revenue().toPlainString())
        .containsExactly(tuple("scalar", "2.55"));
  }

  @Test
  void voidsAMarketAndPaysTheCostBack() {
    buy("10.00");

    exchange.determine(MARKET, "void", Optional.empty());
    exchange.settle(MARKET);

    assertThat(exchange.truth(member.accountId()).settlements().getFirst().revenue())
        .isEqualByComparingTo("4.80");
  }

  @Test
  void pausesAndResumes() {
    exchange.quote(MARKET, "0.40", "0.45");
    Client client = listening("market_lifecycle_v2");

    act("pause", new JsonObject());
    assertThat(market().getString("status")).isEqualTo("inactive");
    assertThat(market().getString("yes_bid_size_fp")).isEqualTo("0.00");
    assertThatThrownBy(() -> buy("1.00")).hasMessageContaining("inactive, not active");
    assertThat(json(REST + "/markets?status=paused").getJsonArray("markets")).hasSize(1);

    act("resume", new JsonObject());
    time.advance(Duration.ofSeconds(1));
    assertThat(market().getString("status")).isEqualTo("active");
    assertThat(events(client)).containsExactly("deactivated", "activated");
  }

  @Test
  void tellsOfCombosOnTheirOwnChannelOnly() {
    Client client = listening("market_lifecycle_v2", "multivariate_market_lifecycle");

    exchange.listMarket("KXMVESPORTS-1-A", "KXMVESPORTS-1", time.instant().plusSeconds(60));
    exchange.listMarket("KXPLAIN-1-A", "KXPLAIN-1", time.instant().plusSeconds(60));
    time.advance(Duration.ofSeconds(1));

    assertThat(client.types())
        .containsExactly(
            "event_lifecycle",
            "multivariate_market_lifecycle",
            "multivariate_market_lifecycle",
            "event_lifecycle",
            "market_lifecycle_v2",
            "market_lifecycle_v2");
    assertThat(client.frames().stream().map(f -> f.getInteger("sid")))
        .containsExactly(2, 2, 2, 1, 1, 1);
  }

  @Test
  void tradesFractionsAtPricesBelowACent() {
    exchange.trade(member.accountId(), MARKET, "no", "0.37", "0.9995");

    JsonObject row =
        json(REST + "/portfolio/positions").getJsonArray("market_positions").getJsonObject(0);

    assertThat(row.getString("position_fp")).isEqualTo("-0.37");
    assertThat(row.getString("market_exposure_dollars")).isEqualTo("0.000185");
    JsonObject fill = json(REST + "/portfolio/fills").getJsonArray("fills").getJsonObject(0);
    assertThat(fill.getString("no_price_dollars")).isEqualTo("0.0005");
  }

  @Test
  void keepsCashOnShards() {
    JsonObject deposit = new JsonObject().put("amount_dollars", "25.50").put("exchange_index", 2);
    exchange.control("POST", "/accounts/" + member.accountId() + "/cash", deposit);

    JsonObject all = json(REST + "/portfolio/balance");
    JsonObject one = json(REST + "/portfolio/balance?exchange_index=2");

    assertThat(all.getString("balance_dollars")).isEqualTo("1025.5000");
    assertThat(all.getJsonArray("balance_breakdown"))
        .isEqualTo(
            new JsonArray(
                "[{\"exchange_index\":0,\"balance\":\"1000.0000\"},{\"exchange_index\":2,\"balance\":\"25.5000\"}]"));
    assertThat(one.getInteger("balance")).isEqualTo(2550);
    assertThatThrownBy(
            () ->
                exchange.control(
                    "POST",
                    "/accounts/" + member.accountId() + "/cash",
                    new JsonObject().put("amount_dollars", "-26.00").put("exchange_index", 2)))
        .hasMessageContaining("25.5000");
  }

  @Test
  void returnsCollateralWithoutADeposit() {
    exchange.control(
        "POST",
        "/accounts/" + member.accountId() + "/cash",
        new JsonObject().put("amount_dollars", "0.3333").put("kind", "collateral_return"));
    exchange.moveCash(member.accountId(), "5.00");

    assertThat(json(REST + "/portfolio/balance").getString("balance_dollars"))
        .isEqualTo("1005.3333");
    assertThat(json(REST + "/portfolio/deposits").getJsonArray("deposits")).hasSize(1);
  }

  private void act(String what, JsonObject body) {
    exchange.control("POST", "/markets/" + MARKET + "/" + what, body);
  }

  private JsonObject market() {
    return json(REST + "/markets/" + MARKET).getJsonObject("market");
  }

  private static JsonObject msg(Client client, int index) {
    return client.frames().get(index).getJsonObject("msg");
  }

  private static List<String> events(Client client) {
    return client.frames().stream()
        .map(f -> f.getJsonObject("msg").getString("event_type"))
        .toList();
  }
}
