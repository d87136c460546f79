package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.quote;
import static io.positionstream.portfolio.Events.quoted;
import static io.positionstream.portfolio.Events.withCash;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Market.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A market from its first trade to its payment: open, closed, determined, settled. */
class MarketLifeTest {

  /** 3.5 YES at 0.40 and 3.5 NO at 0.60: the two sides of one trade. */
  private static final Fill YES = fill("y", Side.YES, "3.5", "0.4", "0.01", 1, Optional.of("3.5"));

  private static final Fill NO = fill("n", Side.NO, "3.5", "0.4", "0.01", 1, Optional.of("-3.5"));

  @Test
  void closesByTheClock() {
    Portfolio held = held(YES).apply(read(2, open(60)));
    assertThat(phase(held.apply(time(59)))).isEqualTo(Phase.OPEN);
    assertThat(phase(held.apply(time(60)))).isEqualTo(Phase.CLOSED);
  }

  @Test
  void closesEarlierOrLaterWhenTheCloseMoves() {
    Portfolio held = held(YES).apply(read(2, open(60)));
    Portfolio early = held.apply(read(20, open(19)));
    Portfolio again = early.apply(time(21)).apply(read(22, open(90)));

    assertThat(phase(early)).isEqualTo(Phase.CLOSED);
    assertThat(phase(again)).isEqualTo(Phase.OPEN);
    assertThat(phase(again.apply(time(90)))).isEqualTo(Phase.CLOSED);
  }

  @Test
  void mayBeDeterminedBeforeItsClose() {
    Portfolio determined = held(YES).apply(read(2, open(60))).apply(determined("1", 5));
    assertThat(phase(determined)).isEqualTo(Phase.DETERMINED);
    assertThat(phase(determined.apply(time(60)))).isEqualTo(Phase.DETERMINED);
  }

  @Test
  void isValuedAtItsResultUntilItIsPaid() {
    assertThat(value(held(YES).apply(determined("1", 5)))).contains(dollars("3.5"));
    assertThat(value(held(NO).apply(determined("1", 5)))).contains(Money.ZERO);
    assertThat(value(held(YES).apply(determined("0", 5)))).contains(Money.ZERO);
    assertThat(value(held(NO).apply(determined("0", 5)))).contains(dollars("3.5"));

    Portfolio unpaid = held(NO).apply(determined("0", 5));
    assertThat(position(unpaid).markSource()).isEqualTo(Position.MarkSource.SETTLEMENT);
    assertThat(position(unpaid).unrealized()).contains(dollars("1.4"));
    assertThat(unpaid.totals().realized()).isEqualTo(Money.ZERO);
  }

  @Test
  void aScalarResultPaysYesItsValueAndNoTheRest() {
    assertThat(value(held(YES).apply(determined("0.3333", 5)))).contains(dollars("1.16655"));
    assertThat(value(held(NO).apply(determined("0.3333", 5)))).contains(dollars("2.33345"));
  }

  @Test
  void aResultWithoutAValueIsNoMark() {
    Portfolio open = held(YES).apply(quoted("0.45", "0.5", 2));
    Portfolio unknown = open.apply(voided(5));

    assertThat(phase(unknown)).isEqualTo(Phase.DETERMINED);
    assertThat(position(unknown).mark()).isEmpty();
    assertThat(position(unknown).markSource()).isEqualTo(Position.MarkSource.NONE);
    assertThat(unknown.totals().value()).isEqualTo(open.totals().value());
    assertThat(unknown.totals().carried()).isEqualTo(1);
  }

  @Test
  void aDisputedResultIsWithdrawn() {
    Portfolio determined =
        held(NO)
            .apply(quoted("0.45", "0.5", 2))
            .apply(quoted("0", "1", 3))
            .apply(determined("1", 5));
    Portfolio disputed = determined.apply(read(100, closed()));

    assertThat(phase(disputed)).isEqualTo(Phase.CLOSED);
    assertThat(position(disputed).mark()).isEmpty();
    assertThat(disputed.totals().value())
        .as("carried is what somebody offered, not the withdrawn result")
        .isEqualTo(dollars("1.75"));
    assertThat(value(disputed.apply(determined("0", 110)))).contains(dollars("3.5"));
  }

  @Test
  void aResultIsAmendedByTheSocketOrByRest() {
    Portfolio determined = held(YES).apply(determined("1", 5));
    assertThat(value(determined.apply(determined("0", 6)))).contains(Money.ZERO);
    assertThat(value(determined.apply(read(100, result("0.5"))))).contains(dollars("1.75"));
  }

  /** A status nobody knows is read as open; it must not take a result back. */
  @Test
  void whatIsDeterminedNeverOpensAgain() {
    Portfolio determined = held(YES).apply(determined("1", 5));
    Portfolio again = determined.apply(read(100, open(200))).apply(read(300, open(200)));

    assertThat(phase(again)).isEqualTo(Phase.DETERMINED);
    assertThat(value(again)).contains(dollars("3.5"));
    assertThat(position(again).market().title()).as("but it describes").isEqualTo("Rain?");
  }

  @Test
  void anAnswerToAnOlderQuestionTakesNoResultBack() {
    Portfolio determined = held(YES).apply(determined("1", 50));
    Portfolio late = determined.apply(read(49, open(60), 51));
    Portfolio lagging = determined.apply(read(60, closed(), 61));

    assertThat(value(late)).contains(dollars("3.5"));
    assertThat(value(lagging)).as("REST may not know it yet").contains(dollars("3.5"));
    assertThat(position(late).market().title()).as("but it describes").isEqualTo("Rain?");
  }

  @Test
  void anAnswerToAnOlderQuestionDoesNotReplaceAnAmendedResult() {
    Portfolio amended = held(YES).apply(read(20, result("0")));
    Portfolio late = amended.apply(read(19, result("1"), 21));
    assertThat(value(late)).contains(Money.ZERO);
  }

  @Test
  void aTickHeardAfterTheQuestionIsNewerWhateverTheExchangesClockSays() {
    Quote slow = quote("0.45", "0.5", -3600);
    Portfolio held = held(YES).apply(new AccountEvent.Quoted(RAIN, slow, T0.plusSeconds(20)));
    AccountEvent asked =
        new AccountEvent.MarketRead(
            open(60), quote("0.3", "0.6", 19), T0.plusSeconds(19), T0.plusSeconds(21));
    assertThat(position(held.apply(asked)).quote()).isEqualTo(slow);
  }

  @Test
  void anAnswerToALaterQuestionIsNewerWhateverTheExchangesClockSays() {
    Quote fast = quote("0.45", "0.5", 3600);
    Quote read = quote("0.3", "0.6", 21);
    Portfolio held = held(YES).apply(new AccountEvent.Quoted(RAIN, fast, T0.plusSeconds(20)));
    AccountEvent asked =
        new AccountEvent.MarketRead(open(60), read, T0.plusSeconds(21), T0.plusSeconds(22));
    assertThat(position(held.apply(asked)).quote()).isEqualTo(read);
  }

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

  private static Portfolio held(Fill fill) {
    return withCash("1000").apply(filled(fill));
  }

  private static Market open(int closeSecond) {
    return market(Phase.OPEN, Optional.empty(), closeSecond);
  }

  private static Market closed() {
    return market(Phase.CLOSED, Optional.empty(), 4);
  }

  private static Market result(String value) {
    return market(Phase.DETERMINED, Optional.of(Price.ofDollars(value)), 4);
  }

  private static Market market(Phase phase, Optional<Price> value, int closeSecond) {
    return new Market(
        RAIN,
        "KXRAIN-26JUL06",
        "Rain?",
        Optional.of(T0.plusSeconds(closeSecond)),
        Optional.empty(),
        phase,
        value);
  }

  private static AccountEvent read(int second, Market market) {
    return read(second, market, second);
  }

  private static AccountEvent read(int asked, Market market, int answered) {
    return new AccountEvent.MarketRead(
        market, Quote.NONE, T0.plusSeconds(asked), T0.plusSeconds(answered));
  }

  private static AccountEvent determined(String value, int second) {
    return new AccountEvent.MarketDetermined(
        RAIN, Optional.of(Price.ofDollars(value)), T0.plusSeconds(second));
  }

  private static AccountEvent voided(int second) {
    return new AccountEvent.MarketDetermined(RAIN, Optional.empty(), T0.plusSeconds(second));
  }

  private static AccountEvent flat(String realized, int second) {
    return new AccountEvent.HoldingReported(
        RAIN, holding("0", "0", realized, "0.01", "0"), T0.plusSeconds(second));
  }

  private static AccountEvent time(int second) {
    return new AccountEvent.TimePassed(T0.plusSeconds(second), T0.minus(Duration.ofHours(8)));
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

  private static Position position(Portfolio portfolio) {
    return requireNonNull(portfolio.position(RAIN));
  }

  private static Phase phase(Portfolio portfolio) {
    return position(portfolio).market().phase();
  }

  private static Optional<Money> value(Portfolio portfolio) {
    return position(portfolio).value();
  }
}
