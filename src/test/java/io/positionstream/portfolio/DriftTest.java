package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.book;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.Drift.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a read finds wrong with what was shown, and what is only a matter of time. */
class DriftTest {

  private static final Fill BUY = fill("a", Side.YES, "10", "0.4", "0.01", 1, Optional.of("10"));
  private static final Holding BOUGHT = holding("10", "4", "0", "0.01", "4");
  private static final Portfolio HELD = live(withCash("1000")).apply(filled(BUY));

  @Test
  void theTruthIsNoDrift() {
    assertThat(Drift.between(HELD, read(60, BOUGHT, 1, "995.99", BUY)).found()).isEmpty();
  }

  @Test
  void everyFigureOfABookIsCompared() {
    Holding theirs = holding("11", "4.4", "0.5", "0.02", "4.4");
    assertThat(Drift.between(HELD, read(60, theirs, 1, "995.99", BUY)).found())
        .containsExactly(
            drift(Field.CONTRACTS, "10", "11"),
            drift(Field.COST, "4", "4.4"),
            drift(Field.REALIZED, "0", "0.5"),
            drift(Field.FEES, "0.01", "0.02"));
  }

  @Test
  void aFillThatWasNeverHeardIsDriftAndExplainsTheCash() {
    Fill missed = fill("b", Side.YES, "5", "0.4", "0.01", 30);
    Holding theirs = holding("15", "6", "0", "0.02", "6");
    assertThat(Drift.between(HELD, read(60, theirs, 30, "993.98", BUY, missed)).found())
        .extracting(Drift::field)
        .containsExactlyInAnyOrder(Field.FILL, Field.CONTRACTS, Field.COST, Field.FEES);
  }

  @Test
  void theCashThatFillsMovedIsCompared() {
    assertThat(Drift.between(HELD, read(60, BOUGHT, 1, "995.98", BUY)).found())
        .containsExactly(new Drift(Field.CASH, Optional.empty(), "995.99", "995.98"));
  }

  @Test
  void moneyPaidInIsToldByNobodySoItIsNoDrift() {
    Portfolio read = HELD.apply(read(60, BOUGHT, 1, "995.99", BUY));
    assertThat(Drift.between(read, read(120, BOUGHT, 1, "1995.99", BUY)).found()).isEmpty();
  }

  @Test
  void aPositionThatIsNoLongerListedAndWasNotPaidIsDrift() {
    assertThat(
            Drift.between(HELD, loaded(at(60), Map.of(), "995.99", List.of(BUY), List.of()))
                .found())
        .containsExactly(drift(Field.REMOVED, "10", ""));
  }

  @Test
  void aPaymentWithoutAResultIsDriftAndAfterOneIsNot() {
    AccountLoaded paid = loaded(at(60), Map.of(), "1005.99", List.of(BUY), List.of(row(30)));
    Portfolio determined =
        HELD.apply(new AccountEvent.MarketDetermined(RAIN, Optional.of(Price.ONE), at(20)));

    assertThat(Drift.between(HELD, paid).found())
        .containsExactly(drift(Field.SETTLEMENT, "OPEN", "yes"));
    assertThat(Drift.between(determined, paid).found()).isEmpty();
    assertThat(Drift.between(determined.apply(paid), paid).found()).isEmpty();
  }

  @Test
  void whatWasHeardShortlyBeforeTheQuestionMayBeMissing() {
    AccountLoaded lagging = loaded(at(5), Map.of(), "1000", List.of(), List.of());
    assertThat(Drift.between(HELD, lagging).found()).isEmpty();
  }

  @Test
  void whatHappenedShortlyBeforeTheReadMayNotBeHeardYet() {
    Fill young = fill("b", Side.YES, "5", "0.4", "0.01", 57);
    Holding theirs = holding("15", "6", "0", "0.02", "6");
    assertThat(Drift.between(HELD, read(60, theirs, 57, "993.98", BUY, young)).found()).isEmpty();
  }

  @Test
  void onlyALineThatHeardCanHaveMissed() {
    Holding theirs = holding("11", "4.4", "0", "0.02", "4.4");
    AccountLoaded load = read(60, theirs, 30, "995", BUY);
    Portfolio lost = tell(HELD, new Line.Reconnecting(at(40), "cut"));
    Portfolio stale = tell(HELD, new Line.Stale(at(40), "no data"));

    assertThat(Drift.between(lost, load).found()).isEmpty();
    assertThat(Drift.between(live(Events.unknown()), load).found()).as("the first load").isEmpty();
    assertThat(Drift.between(stale, load).found()).isNotEmpty();
  }

  @Test
  void aLineThatLosesNothingNeverDrifts() {
    for (long seed = 0; seed < 1_500; seed++) {
      RandomExchange exchange = new RandomExchange(new Random(seed), 60, Duration.ofSeconds(4));
      Portfolio told = live(Events.unknown().apply(exchange.first()));
      for (AccountEvent event : exchange.heard()) {
        if (event instanceof AccountLoaded load) {
          assertThat(Drift.between(told, load).found())
              .as("seed %d", seed)
              // Deposits are mixed with what fills did to the cash, and of a market that is paid
              // one read may know nothing while the next one, lagging behind it, lists it again.
              .allMatch(
                  drift ->
                      drift.field() == Field.CASH
                          || exchange
                              .end()
                              .settlements()
                              .containsKey(drift.market().orElseThrow()));
        }
        told = told.apply(event);
      }
    }
  }

  private static Drift drift(Field field, String ours, String theirs) {
    return new Drift(field, Optional.of(RAIN), ours, theirs);
  }

  private static AccountLoaded read(
      int second, Holding holding, int updated, String cash, Fill... fills) {
    return loaded(
        at(second), Map.of(RAIN, book(holding, at(updated))), cash, List.of(fills), List.of());
  }

  private static Settlement row(int second) {
    return new Settlement(
        RAIN,
        "yes",
        Optional.of(Price.ONE),
        Contracts.of("10"),
        Money.ofDollars("10"),
        Money.ofDollars("6"),
        Money.ofDollars("0.01"),
        at(second));
  }

  private static Portfolio live(Portfolio portfolio) {
    return tell(portfolio, new Line.Live(T0));
  }

  private static Portfolio tell(Portfolio portfolio, Line line) {
    return portfolio.apply(new AccountEvent.LineChanged(line, line.since()));
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  @Test
  void whatWasNotComparedDoesNotHeal() {
    Drift fees = drift(Field.FEES, "1", "2");
    Drift cash = new Drift(Field.CASH, Optional.empty(), "1", "2");
    Portfolio lost =
        HELD.apply(new AccountEvent.LineChanged(new Line.Reconnecting(at(50), "cut"), at(50)));

    assertThat(Drift.between(lost, read(60, BOUGHT, 1, "995.99", BUY)).lookedAt(fees)).isFalse();
    Drift.Compared young = Drift.between(HELD, read(60, BOUGHT, 57, "995.99", BUY));
    assertThat(young.lookedAt(fees)).as("a row that just changed").isFalse();
    assertThat(young.lookedAt(cash)).isTrue();
    assertThat(Drift.between(HELD, read(60, BOUGHT, 1, "995.99", BUY)).lookedAt(fees)).isTrue();
  }

  @Test
  void aMarketThatIsNoLongerListedThoughItWasJustHeardOfIsLeftForTheNextTime() {
    Portfolio touched = HELD.apply(new AccountEvent.HoldingReported(Events.RAIN, BOUGHT, at(59)));
    Drift.Compared compared =
        Drift.between(touched, loaded(at(60), Map.of(), "995.99", List.of(BUY), List.of()));

    assertThat(compared.found()).isEmpty();
    assertThat(compared.left()).containsExactly(Events.RAIN);
  }
}
