package io.positionstream.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.positionstream.portfolio.ledger.Ledger;
import io.positionstream.statement.TradesResource.Trade;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages of closed cycles. */
class TradesTest {

  private static final Instant T0 = Instant.parse("2026-07-06T12:00:00Z");

  /** Seven closed cycles, two of them at one time, and one that is open. */
  private static List<Trade> cycles() {
    List<Trade> all = new ArrayList<>();
    for (String market : List.of("A-1", "=B-1")) {
      List<Fill> fills = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        fills.add(fill(market, i, i % 2 == 0 ? Side.YES : Side.NO));
      }
      Contracts end = Contracts.of(market.equals("A-1") ? "1" : "0");
      List<Fill> known = end.isZero() ? fills.subList(0, 6) : fills;
      Ledger.open(new MarketTicker(market), known, end, true)
          .cycles()
          .forEach(cycle -> all.add(new Trade(cycle, true)));
    }
    return all;
  }

  private static Fill fill(String market, int second, Side side) {
    return new Fill(
        new TradeId(market + second),
        new MarketTicker(market),
        side,
        Contracts.of("1"),
        Price.ofDollars("0.5"),
        Money.ZERO,
        true,
        T0.plusSeconds(second),
        Optional.empty());
  }

  private static Paging.Page<Trade> page(String... pairs) {
    MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.add(pairs[i], pairs[i + 1]);
    }
    Paging paging = Paging.of(given);
    return paging.page(
        paging.select(cycles().stream().filter(trade -> trade.cycle().isOver()), Trade::place),
        Trade::place);
  }

  @Test
  void pagesTellEveryClosedCycleOnceNewestFirst() {
    List<String> told = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      Paging.Page<Trade> page =
          cursor.get().isEmpty() ? page("limit", "2") : page("limit", "2", "cursor", cursor.get());
      page.rows().forEach(cycle -> told.add(cycle.cycle().id()));
      cursor = page.nextCursor();
    }

    assertThat(told)
        .containsExactly(
            "A-1#A-14", "=B-1#=B-14", "A-1#A-12", "=B-1#=B-12", "A-1#A-10", "=B-1#=B-10");
  }

  @Test
  void aFullPageThatIsTheLastHasNoCursor() {
    assertThat(page("limit", "6").nextCursor()).isEmpty();
    assertThat(page("limit", "5").nextCursor()).isPresent();
  }

  @Test
  void fromIsInclusiveAndToIsNot() {
    String second = T0.plusSeconds(3).toString();

    assertThat(page("from", second).rows()).hasSize(4);
    assertThat(page("to", second).rows()).hasSize(2);
    assertThat(page("from", "2026-07-06T14:00:03+02:00").rows()).hasSize(4);
  }

  @Test
  void aCycleHasAsManyFieldsAsThereAreColumns() {
    Csv csv = new Csv(TradeText.COLUMNS);
    cycles().forEach(cycle -> TradeText.write(csv, cycle));

    assertThat(csv.toString().lines())
        .allMatch(line -> line.split(",", -1).length == TradeText.COLUMNS.size())
        .anyMatch(line -> line.startsWith("'=B-1#=B-10,'=B-1,'=B,YES,1,50,50,0,0,0,"));
  }

  @Test
  void bothFormsTellTheSameRows() {
    Paging first = Paging.of(new MultivaluedHashMap<>());

    Object json = TradesResource.TRADES.answer(first, cycles(), false).getEntity();
    Object csv = TradesResource.TRADES.answer(first, cycles(), true).getEntity();

    assertThat(json.toString())
        .startsWith("{\"trades\":[{\"id\":")
        .endsWith("}],\"next_cursor\":null}");
    assertThat(json.toString().split("\"id\":", -1)).hasSize(cycles().size() + 1);
    assertThat(csv.toString().lines()).hasSize(cycles().size() + 1);
  }
}
