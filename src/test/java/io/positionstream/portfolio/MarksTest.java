package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices of a position side by side: where each comes from, or why there is none. */
class MarksTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest(name = "{0}: bid {1} x {2}, ask {3} x {4}, last {5}")
  @CsvSource(
      textBlock =
          """
          YES, 0.48,   10, 0.50,   5,  0.49, two_sided, 48,           49,        49
          NO,  0.48,   10, 0.50,   5,  0.49, two_sided, 50,           51,        51
          YES, 0.4801, 10, 0.4802, 5,  0.48, two_sided, 48.01,        48.015,    48
          YES, 0.48,   10, 1,      0,  0.49, one_sided, 48,           one_sided, 49
          NO,  0.48,   10, 1,      0,  0.49, one_sided, one_sided,    one_sided, 51
          YES, 0,      0,  0.50,   5,  0.49, one_sided, one_sided,    one_sided, 49
          NO,  0,      0,  0.50,   5,  0.49, one_sided, 50,           one_sided, 51
          YES, 0,      0,  1,      0,  0.49, empty,     empty,        empty,     49
          NO,  0,      0,  1,      0,  0,    empty,     empty,        empty,     never_traded
          YES, 0.48,   0,  0.50,   0,  1,    empty,     empty,        empty,     never_traded
          YES, 0.50,   10, 0.50,   5,  0.49, crossed,   50,           crossed,   49
          NO,  0.51,   10, 0.50,   5,  0.49, crossed,   50,           crossed,   51
          """)
  void everyBookHasItsMarks(
      Side side,
      String bid,
      String bidSize,
      String ask,
      String askSize,
      String traded,
      String book,
      String liquidation,
      String mid,
      String last) {
    Marks marks = marks(book(bid, bidSize, ask, askSize, traded), side, Optional.of(T0));

    assertThat(word(marks.book())).isEqualTo(book);
    assertThat(shown(marks.liquidation())).isEqualTo(liquidation);
    assertThat(shown(marks.mid())).isEqualTo(mid);
    assertThat(shown(marks.last())).isEqualTo(last);
  }

  @Test
  void saysWhichOrderTheLiquidationMarkIsTakenFrom() {
    Quote quote = Events.quote("0.48", "0.50", 0);
    assertThat(marks(quote, Side.YES, Optional.of(T0)).liquidation().source())
        .isEqualTo(Mark.Source.BEST_YES_BID);
    assertThat(marks(quote, Side.NO, Optional.of(T0)).liquidation().source())
        .isEqualTo(Mark.Source.BEST_YES_ASK);
  }

  @Test
  void theLiquidationMarkIsTheOneThePositionShows() {
    Portfolio portfolio = held("3.5").apply(Events.quoted("0.44", "0.47", 2));
    Position position = Events.position(portfolio);
    Marks marks = Marks.of(portfolio, position, T0.plusSeconds(5), PATIENCE);

    assertThat(marks.liquidation().value(position.quantity())).isEqualTo(position.value());
    assertThat(marks.age()).contains(Duration.ofSeconds(3));
    assertThat(marks.asOf()).contains(T0.plusSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"0, false, 0", "60, false, 60", "61, true, 61", "-5, false, 0"})
  void anOldQuoteIsStaleAndKeepsItsPrices(int seconds, boolean stale, long age) {
    Instant heard = T0.minusSeconds(seconds);
    Marks marks = marks(Events.quote("0.48", "0.50", 0), Side.YES, Optional.of(heard));

    assertThat(marks.stale()).isEqualTo(stale);
    assertThat(marks.age()).contains(Duration.ofSeconds(age));
    assertThat(shown(marks.liquidation())).isEqualTo("48");
  }

  @Test
  void aQuoteNeverHeardHasNoAgeAndIsStale() {
    Marks marks = marks(Quote.NONE, Side.YES, Optional.empty());
    assertThat(marks.age()).isEmpty();
    assertThat(marks.asOf()).isEmpty();
    assertThat(marks.stale()).isTrue();
  }

  @Test
  void aReadThatFindsTheSameBookMakesItYoungAgain() {
    Portfolio portfolio = held("3.5").apply(readSameBook(2)).apply(readSameBook(100));
    Marks marks = Marks.of(portfolio, Events.position(portfolio), T0.plusSeconds(105), PATIENCE);

    assertThat(marks.age()).contains(Duration.ofSeconds(5));
    assertThat(marks.asOf()).as("when it last changed").contains(T0.plusSeconds(2));
  }

  private static AccountEvent readSameBook(int second) {
    return new AccountEvent.MarketRead(
        Events.open(900),
        Events.quote("0.44", "0.47", second),
        T0.plusSeconds(second),
        T0.plusSeconds(second));
  }

  @ParameterizedTest(name = "{0} contracts of {1} at {2}/{4}")
  @CsvSource(
      textBlock =
          """
          10,   YES, 0.48, 10, 0.50, 5,  10, 4.8,    0.1748, ''
          -5,   NO,  0.48, 10, 0.50, 5,  5,  2.5,    0.0875, ''
          3.5,  YES, 0.99, 10, 1,    0,  3.5, 3.465, 0.0025, ''
          10.5, YES, 0.48, 10, 0.50, 5,  10, '',     '',     TOO_SHALLOW
          -6,   NO,  0.48, 10, 0.50, 5,  5,  '',     '',     TOO_SHALLOW
          10,   YES, 0,    0,  0.50, 5,  0,  '',     '',     NO_BUYER
          10,   YES, 0.50, 10, 0.50, 5,  0,  '',     '',     CROSSED
          """)
  void sellsAllOfItToTheBestOrderOrSaysWhyThatIsNotKnown(
      String contracts,
      Side side,
      String bid,
      String bidSize,
      String ask,
      String askSize,
      String atTop,
      String value,
      String fee,
      String why) {
    Position position =
        position(contracts, book(bid, bidSize, ask, askSize, "0"), Events.open(900));
    assertThat(position.side()).isEqualTo(side);

    Exit exit = Exit.of(position);

    assertThat(exit.atTop()).isEqualTo(Contracts.of(atTop));
    assertThat(exit.value().map(Money::plain).orElse("")).isEqualTo(value);
    assertThat(exit.estimatedFee().map(Money::plain).orElse("")).isEqualTo(fee);
    assertThat(exit.unknown().map(Enum::name).orElse("")).isEqualTo(why);
  }

  @Test
  void nobodyBuysWhatIsNoLongerTraded() {
    Quote quote = Events.quote("0.48", "0.50", 0);
    assertThat(Exit.of(position("10", quote, Events.closed())).unknown())
        .contains(Exit.Unknown.NOT_TRADING);
    assertThat(Exit.of(position("10", quote, Events.result("1"))).value()).isEmpty();
  }

  /** Seen on the wire: one contract taken at 0.52 cost 0.0175, at 0.99 it cost 0.0007. */
  @ParameterizedTest
  @CsvSource({"1, 0.52, 0.0175", "1, 0.99, 0.0007", "1, 0.5, 0.0175", "100, 0.5, 1.75"})
  void theFeeIsTheGeneralScheduleRoundedUp(String count, String price, String fee) {
    assertThat(Exit.takerFee(Contracts.of(count), Price.ofDollars(price)))
        .isEqualTo(Money.ofDollars(fee));
  }

  private static Position position(String contracts, Quote quote, Market market) {
    return new Position(
        market,
        Events.holding(contracts, "4", "0", "0", "4"),
        quote,
        Optional.empty(),
        Optional.empty(),
        T0,
        1,
        1);
  }

  private static Portfolio held(String contracts) {
    return Events.held(Events.fill("y", Side.YES, contracts, "0.40", "0.01", 1));
  }

  private static Marks marks(Quote quote, Side side, Optional<Instant> confirmed) {
    return Marks.of(quote, side, confirmed, T0, PATIENCE);
  }

  private static Quote book(String bid, String bidSize, String ask, String askSize, String traded) {
    return new Quote(
        Price.ofDollars(bid),
        Contracts.of(bidSize),
        Price.ofDollars(ask),
        Contracts.of(askSize),
        Price.ofDollars(traded),
        T0);
  }

  private static String shown(Mark mark) {
    return mark.cents().orElseGet(() -> word(mark.missing().orElseThrow()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void aMarkIsAPriceOrAReason() {
    assertThatThrownBy(() -> new Mark(Mark.Source.MIDPOINT, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MIDPOINT");
  }

  @Test
  void aQuoteThatNobodyConfirmedIsAsOldAsItSays() {
    Portfolio held = Events.held(Events.YES);
    Position quoted = Events.position(held.apply(Events.quoted("0.4", "0.6", 2)));
    assertThat(held.memory().confirmed(Events.position(held))).isEmpty();
    assertThat(held.memory().confirmed(quoted)).contains(T0.plusSeconds(2));
    assertThat(held.apply(Events.determined("1", 3)).memory().confirmed(quoted))
        .contains(T0.plusSeconds(2));
    assertThat(held.apply(Events.quoted("0.4", "0.6", 5)).memory().confirmed(quoted))
        .contains(T0.plusSeconds(5));
  }

  @Test
  void aMarketThatNeverTradedHasNoLastPrice() {
    assertThat(Quote.NONE.lastFor(Side.YES)).isEmpty();
    assertThat(Events.quote("0.4", "0.6", 1).lastFor(Side.NO)).contains(Price.ofDollars("0.6"));
  }
}
