package io.positionstream.exchange.kalshi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Time as it passes, for spans: a clock that is set back stops it for a moment, but takes nothing
 * away. Its instants mean something to each other only. Thread-safe.
 */
final class SteadyTime {

  private final Clock clock;
  private Instant last;
  private Instant now;

  SteadyTime(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
    this.now = last;
  }

  synchronized Instant now() {
    Instant told = clock.instant();
    if (told.isAfter(last)) {
      now = now.plus(Duration.between(last, told));
    }
    last = told;
    return now;
  }
}
