package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.unknown;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Today is measured against what was known when the day began, or first known after that. */
class DayTest {

  private static final Instant MONDAY = T0.plus(Duration.ofHours(60));
  private static final Instant TEN = MONDAY.plus(Duration.ofHours(10));

  @Test
  void whatWasRememberedOverTheWeekendIsNoBaseOfMonday() {
    Portfolio waiting = remembered().apply(passed(TEN));
    assertThat(waiting.day()).isEmpty();
    assertThat(waiting.todayProfit()).isEmpty();

    Portfolio monday = waiting.apply(read(TEN.plusSeconds(1), "1300"));
    assertThat(monday.day()).contains(Events.day(TEN.plusSeconds(1), "1300", "0"));
    assertThat(monday.todayProfit()).contains(Money.ZERO);
  }

  @Test
  void aFirstReadThatComesBeforeTheClockIsMondaysBase() {
    Portfolio monday = remembered().apply(read(TEN, "1300")).apply(passed(TEN.plusSeconds(1)));

    begins(monday, TEN.plusSeconds(1), "1300");
  }

  @Test
  void aRestartOnTheSameDayGoesOnWithItsBase() {
    Instant restart = T0.plusSeconds(3600);
    Portfolio sameDay =
        remembered()
            .apply(new AccountEvent.TimePassed(restart, T0))
            .apply(read(restart.plusSeconds(1), "1300"));

    assertThat(sameDay.todayProfit()).contains(dollars("300"));
  }

  @Test
  void whatWasReadShortlyBeforeTheDayBeganIsItsBase() {
    Instant begins = T0.plus(Duration.ofMinutes(10));

    Portfolio known = withCash("1000").apply(new AccountEvent.TimePassed(begins, begins));
    assertThat(known.day()).contains(Events.day(begins, "1000", "0"));

    Portfolio cutOff =
        withCash("1000")
            .apply(new AccountEvent.TimePassed(begins.plusMillis(1), begins.plusMillis(1)));
    assertThat(cutOff.day()).isEmpty();
  }

  @Test
  void whoSleptOverTheStartOfTheDayCountsFromTheFirstReadingAfterIt() {
    Instant begins = T0.plusSeconds(60);
    Instant late = begins.plusSeconds(60);

    assertThat(
            withCash("1000")
                .apply(new AccountEvent.TimePassed(late.minusMillis(1), begins))
                .day()
                .map(Day::since))
        .contains(begins);
    assertThat(withCash("1000").apply(new AccountEvent.TimePassed(late, begins)).day()).isEmpty();
    assertThat(
            withCash("1000")
                .apply(read(begins, "1200"))
                .apply(new AccountEvent.TimePassed(late, begins))
                .day())
        .hasValueSatisfying(
            day -> {
              assertThat(day.since()).isEqualTo(late);
              assertThat(day.base()).isEqualTo(dollars("1200"));
            });
  }

  @Test
  void aDayThatIsNotOverStaysAsItIs() {
    Portfolio before = withCash("1000");
    assertThat(before.apply(new AccountEvent.TimePassed(T0.plusSeconds(5), T0)).day())
        .isEqualTo(before.day());
  }

  private static void begins(Portfolio portfolio, Instant since, String base) {
    assertThat(portfolio.day().orElseThrow().since()).isEqualTo(since);
    assertThat(portfolio.day().orElseThrow().base()).isEqualTo(dollars(base));
    assertThat(portfolio.todayProfit()).contains(Money.ZERO);
  }

  /** An account that an earlier run left on Friday. */
  private static Portfolio remembered() {
    return unknown()
        .recalling(
            List.of(),
            Optional.of(dollars("1000")),
            Totals.NONE,
            Optional.of(Events.day(T0, "1000", "0")),
            Optional.of(T0),
            Optional.of(T0),
            Map.of());
  }

  private static AccountEvent passed(Instant at) {
    return new AccountEvent.TimePassed(at, MONDAY);
  }

  private static AccountEvent read(Instant at, String cash) {
    return loaded(at, Map.of(), cash, List.of(), List.of());
  }
}
