package io.positionstream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day of today's profit is that of the configured zone, be it 23 or 25 hours long. */
class DayZoneTest {

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2026-07-06T03:59:59Z, 2026-07-05T04:00:00Z",
    "America/New_York, 2026-07-06T04:00:00Z, 2026-07-06T04:00:00Z",
    // 23 hours
    "America/New_York, 2026-03-09T03:59:59Z, 2026-03-08T05:00:00Z",
    "America/New_York, 2026-03-09T04:00:00Z, 2026-03-09T04:00:00Z",
    // 25 hours
    "America/New_York, 2026-11-02T04:59:59Z, 2026-11-01T04:00:00Z",
    "America/New_York, 2026-11-02T05:00:00Z, 2026-11-02T05:00:00Z",
    // Without a midnight: the clock goes from 23:59 to 01:00.
    "America/Santiago, 2026-09-06T12:00:00Z, 2026-09-06T04:00:00Z",
    "Asia/Kolkata, 2026-07-06T18:29:59Z, 2026-07-05T18:30:00Z",
    "UTC, 2026-07-06T23:59:59Z, 2026-07-06T00:00:00Z"
  })
  void beginsAtMidnightOfItsZone(String zone, String now, String begins) {
    CompletableFuture<AccountEvent> first = new CompletableFuture<>();

    TestEngines.of(ZoneId.of(zone), Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
        .follow(Events.ACCOUNT, hearing(first), start -> start)
        .await()
        .atMost(Duration.ofSeconds(10));

    assertThat(first.orTimeout(10, TimeUnit.SECONDS).join())
        .isEqualTo(new AccountEvent.TimePassed(Instant.parse(now), Instant.parse(begins)));
  }

  private static NowhereAccount hearing(CompletableFuture<AccountEvent> first) {
    return new NowhereAccount(time -> time.select().first().onItem().invoke(first::complete));
  }
}
