package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.KalshiConfig.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long nothing was heard on a connection, pings included: first that is odd, then deadly. For
 * one caller at a time.
 */
final class Silence {

  private final Timing timing;
  private final SteadyTime time;
  private Instant lastHeard;

  Silence(Timing timing, Clock clock) {
    this.timing = timing;
    this.time = new SteadyTime(clock);
    this.lastHeard = time.now();
  }

  /** Something was heard, now. */
  void ends() {
    lastHeard = time.now();
  }

  boolean isOdd() {
    return lasts().compareTo(timing.stale()) >= 0;
  }

  boolean isDeadly() {
    return lasts().compareTo(timing.silence()) >= 0;
  }

  /** How long it can go on until it is odd, or deadly if it is odd already. */
  Duration untilNextStep() {
    return (isOdd() ? timing.silence() : timing.stale()).minus(lasts());
  }

  private Duration lasts() {
    return Duration.between(lastHeard, time.now());
  }

  @Override
  public String toString() {
    return "silent for " + lasts().toSeconds() + " s";
  }
}
