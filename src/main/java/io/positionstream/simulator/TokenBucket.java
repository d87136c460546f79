package io.positionstream.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What an account may ask for: full at first, refilled steadily, never beyond its capacity. */
final class TokenBucket {
  /** What an ordinary read costs. */
  static final int STANDARD_COST = 10;

  private static final long PARTS = TimeUnit.SECONDS.toNanos(1);

  /**
   * The figures of a bucket, in tokens.
   *
   * @param refillRate a second
   */
  record Limits(int refillRate, int capacity) {
    static final Limits BASIC = new Limits(200, 400);

    Limits {
      if (refillRate < 1 || capacity < 1) {
        throw new IllegalArgumentException("expected a refill rate and a capacity of at least 1");
      }
    }
  }

  private final Limits limits;

  /** In 10⁻⁹ tokens, so that nothing is lost to rounding. */
  private long level;

  private Instant filledAt;

  TokenBucket(Limits limits, Instant now) {
    this.limits = limits;
    this.level = limits.capacity() * PARTS;
    this.filledAt = now;
  }

  /** Takes the tokens if they are there; else leaves all and says no. */
  boolean take(int tokens, Instant now) {
    refill(now);
    if (level < tokens * PARTS) {
      return false;
    }
    level -= tokens * PARTS;
    return true;
  }

  private void refill(Instant now) {
    long full = limits.capacity() * PARTS;
    Duration passed = Duration.between(filledAt, now);
    if (passed.isPositive()) {
      Duration untilFull = Duration.ofNanos((full - level) / limits.refillRate() + 1);
      level =
          passed.compareTo(untilFull) >= 0
              ? full
              : Math.min(full, level + passed.toNanos() * limits.refillRate());
      filledAt = now;
    }
  }
}
