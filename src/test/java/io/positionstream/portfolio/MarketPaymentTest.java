package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.NO;
import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.YES;
import static io.positionstream.portfolio.Events.determined;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.held;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.open;
import static io.positionstream.portfolio.Events.quoted;
import static io.positionstream.portfolio.Events.read;
import static io.positionstream.portfolio.Events.result;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A market pays what it resulted in, and however that is told, the money counts once. */
class MarketPaymentTest {

  @Test
  void theTotalDoesNotDipBetweenTheResultAndThePayment() {
    Portfolio determined = held(NO).apply(determined("0.25", 5));
    Portfolio flat = determined.apply(flat("1.225", 6));
    Portfolio paid = flat.apply(paid(7, "1000.515", row(NO, "0.25", 7)));

    // 3.5 NO at 0.60 cost 2.10 and brought 2.625.
    assertThat(flat.totalValue()).isEqualTo(determined.totalValue());
    assertThat(paid.totalValue()).isEqualTo(determined.totalValue());
    assertThat(paid.totals().realized()).isEqualTo(dollars("0.525"));
    assertThat(paid.totals().profit()).isEqualTo(determined.totals().profit());
  }

  @Test
  void aPaymentHeardBeforeTheResultDoesNotDipEither() {
    Portfolio closed = held(YES).apply(quoted("0.9", "0.95", 2)).apply(read(3, open(4)));
    Portfolio flat = closed.apply(flat("2.1", 5));
    assertThat(flat.totalValue()).isEqualTo(closed.totalValue());
  }

  @Test
  void thePositionMayBeGoneBeforeTheRowOfItsSettlementShows() {
    Portfolio determined = held(YES).apply(determined("1", 5));
    Portfolio gone = determined.apply(paid(40, "1002.09"));
    Portfolio told = gone.apply(paid(50, "1002.09", row(YES, "1", 38)));

    assertThat(gone.positions()).isEmpty();
    assertThat(gone.totals().realized()).isEqualTo(dollars("2.1"));
    assertThat(gone.totalValue()).isEqualTo(determined.totalValue());
    assertThat(told.totals()).isEqualTo(gone.totals());
    assertThat(told.recentFacts()).hasSize(2).last().isInstanceOf(Fact.Settled.class);
  }

  @Test
  void resultPaymentAndRowsEndTheSameInAnyOrderTwice() {
    List<AccountEvent> events =
        List.of(
            determined("1", 0),
            read(0, result("1")),
            flat("2.1", 0),
            paid(10, "1002.09", row(YES, "1", 9)),
            determined("1", 0));
    for (List<AccountEvent> order : orders(events)) {
      Portfolio end = held(YES);
      for (AccountEvent event : order) {
        end = end.apply(event).apply(event);
      }
      assertThat(end.positions()).as("%s", order).isEmpty();
      assertThat(end.cash()).as("%s", order).contains(dollars("1002.09"));
      assertThat(end.totals().realized()).as("%s", order).isEqualTo(dollars("2.1"));
      assertThat(end.totals().fees()).as("%s", order).isEqualTo(dollars("0.01"));
      assertThat(end.recentFacts()).as("%s", order).hasSize(2);
    }
  }

  @Test
  void aCorrectedRowReplacesTheBookingAndIsNotToldAgain() {
    Portfolio paid = held(YES).apply(paid(10, "1002.09", row(YES, "1", 9)));
    Portfolio corrected = paid.apply(paid(99, "998.59", row(YES, "0", 90), row(YES, "1", 9)));

    assertThat(corrected.totals().realized()).isEqualTo(dollars("-1.4"));
    assertThat(corrected.totals().fees()).isEqualTo(dollars("0.01"));
    assertThat(corrected.recentFacts()).isEqualTo(paid.recentFacts());
    assertThat(corrected.apply(paid(100, "998.59", row(YES, "1", 9))).totals())
        .isEqualTo(corrected.totals());
  }

  @Test
  void aFillHeardAfterTheSettlementIsToldButCountsNoMore() {
    Portfolio paid = withCash("1000").apply(paid(10, "1002.09", row(YES, "1", 9)));
    Portfolio late = paid.apply(filled(YES)).apply(filled(YES));

    assertThat(late.recentFacts()).hasSize(2);
    assertThat(late.cash()).isEqualTo(paid.cash());
    assertThat(late.totals()).isEqualTo(paid.totals());
  }

  private static AccountEvent flat(String realized, int second) {
    return new AccountEvent.HoldingReported(
        RAIN, holding("0", "0", realized, "0.01", "0"), T0.plusSeconds(second));
  }

  private static AccountEvent paid(int second, String cash, Settlement... rows) {
    return loaded(T0.plusSeconds(second), Map.of(), cash, List.of(), List.of(rows));
  }

  private static Settlement row(Fill fill, String value, int second) {
    boolean yes = fill.side() == Side.YES;
    Price paid = Price.ofDollars(value);
    return Settlement.ofGross(
        RAIN,
        "scalar",
        Optional.of(paid),
        yes ? fill.quantity() : Contracts.ZERO,
        yes ? fill.cost() : Money.ZERO,
        yes ? Contracts.ZERO : fill.quantity(),
        yes ? Money.ZERO : fill.cost(),
        paid.of(fill.side()).times(fill.quantity()),
        fill.fee(),
        T0.plusSeconds(second));
  }

  private static List<List<AccountEvent>> orders(List<AccountEvent> events) {
    if (events.isEmpty()) {
      return List.of(List.of());
    }
    List<List<AccountEvent>> orders = new ArrayList<>();
    for (int first = 0; first < events.size(); first++) {
      List<AccountEvent> rest = new ArrayList<>(events);
      AccountEvent event = rest.remove(first);
      for (List<AccountEvent> order : orders(rest)) {
        List<AccountEvent> whole = new ArrayList<>(List.of(event));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }
}
