package io.positionstream.exchange.kalshi;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times with full jitter: each is drawn from {@code min} to a bound that doubles up to
 * {@code max}, so that lines cut together do not come back together. For one caller at a time.
 */
final class BackOff {

  private final Duration min;
  private final Duration max;
  private final RandomGenerator chance;
  private Duration bound;

  BackOff(Duration min, Duration max, RandomGenerator chance) {
    this.min = min;
    this.max = max;
    this.chance = chance;
    this.bound = min;
  }

  Duration next() {
    Duration doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(max) < 0 ? doubled : max;
    return Duration.ofMillis(chance.nextLong(min.toMillis(), bound.toMillis() + 1));
  }

  void reset() {
    bound = min;
  }
}
