package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.NO;
import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.YES;
import static io.positionstream.portfolio.Events.closed;
import static io.positionstream.portfolio.Events.determined;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.held;
import static io.positionstream.portfolio.Events.open;
import static io.positionstream.portfolio.Events.position;
import static io.positionstream.portfolio.Events.quote;
import static io.positionstream.portfolio.Events.quoted;
import static io.positionstream.portfolio.Events.read;
import static io.positionstream.portfolio.Events.result;
import static io.positionstream.portfolio.Events.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Market.Phase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A market from its first trade to its result: open, closed, determined, disputed, amended. */
class MarketLifeTest {

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

  private static AccountEvent voided(int second) {
    return new AccountEvent.MarketDetermined(RAIN, Optional.empty(), T0.plusSeconds(second));
  }

  private static Phase phase(Portfolio portfolio) {
    return position(portfolio).market().phase();
  }

  private static Optional<Money> value(Portfolio portfolio) {
    return position(portfolio).value();
  }
}
