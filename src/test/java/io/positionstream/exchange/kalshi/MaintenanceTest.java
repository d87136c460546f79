package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.MarketPayloads.ExchangeStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {

  private static final Instant MONDAY = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant THURSDAY_FOUR = Instant.parse("2026-01-08T09:00:00Z");

  @Test
  void isWhatTheExchangeSaysItIs() {
    assertThat(reason(new ExchangeStatus(false, false, "2026-01-05T13:00:00Z"), MONDAY))
        .contains("maintenance, expected to end at 2026-01-05T13:00:00Z");
    assertThat(reason(new ExchangeStatus(false, false, null), MONDAY)).contains("maintenance");
  }

  @Test
  void isNoneWhenTheExchangeSaysThatItIsOpenWhateverTheClockSays() {
    assertThat(reason(new ExchangeStatus(true, true, null), THURSDAY_FOUR)).isEmpty();
  }

  @Test
  void isLikelyWhenOnlyTradingIsPausedInItsWeeklyHours() {
    ExchangeStatus paused = new ExchangeStatus(true, false, null);

    assertThat(reason(paused, THURSDAY_FOUR)).isPresent();
    assertThat(reason(paused, MONDAY)).isEmpty();
  }

  @Test
  void isToldInOneShortLineWhateverTheExchangeSays() {
    ExchangeStatus talkative = new ExchangeStatus(false, false, "x\n".repeat(50_000));

    assertThat(reason(talkative, MONDAY).orElseThrow()).hasSizeLessThan(300).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    // Winter: New York is five hours behind.
    "2026-01-08T07:59:59Z, false",
    "2026-01-08T08:00:00Z, true",
    "2026-01-08T09:59:59Z, true",
    "2026-01-08T10:00:00Z, false",
    // Summer: four.
    "2026-07-09T06:59:59Z, false",
    "2026-07-09T07:00:00Z, true",
    "2026-07-09T08:59:59Z, true",
    "2026-07-09T09:00:00Z, false",
    // Other days.
    "2026-01-07T08:30:00Z, false",
    "2026-01-09T08:30:00Z, false"
  })
  void isLikelyInItsWeeklyHoursWhenTheExchangeSaysNothing(Instant now, boolean maintenance) {
    assertThat(Maintenance.reason(Optional.empty(), now).isPresent()).isEqualTo(maintenance);
  }

  private static Optional<String> reason(ExchangeStatus status, Instant now) {
    return Maintenance.reason(Optional.of(status), now);
  }
}
