package io.positionstream.exchange.kalshi;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * What an account may read per second, kept on our side: who would exceed it waits here for his
 * turn instead of being refused there. Kalshi counts all keys of an account together and does not
 * say when to come back. Thread-safe.
 */
final class RateBudget {

  private static final Logger LOG = Logger.getLogger(RateBudget.class);

  /** Tokens that Kalshi takes for any read we make. */
  private static final long COST = 10;

  /** Tokens per second of the lowest tier, until the account's own limits are known. */
  private static final long LOWEST_RATE = 200;

  /** Tiers change, grants expire. */
  private static final Duration KNOWN = Duration.ofHours(1);

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Bucket bucket;
  private final ScheduledExecutorService scheduler;
  private final SteadyTime time;
  private volatile Instant knownUntil = Instant.MIN;

  RateBudget(Clock clock, ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
    this.time = new SteadyTime(clock);
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit.capacity(LOWEST_RATE).refillGreedy(LOWEST_RATE, Duration.ofSeconds(1)))
            .withCustomTimePrecision(new Nanos(time))
            .build();
  }

  /** Completes when one more read may be sent; turns are given in the order they are asked for. */
  Uni<Void> turn() {
    return Uni.createFrom()
        .deferred(
            () -> {
              Duration wait = Duration.ofNanos(bucket.consumeIgnoringRateLimits(COST));
              Uni<Void> now = Uni.createFrom().voidItem();
              if (wait.isZero()) {
                return now;
              }
              LOG.tracef("read waits its turn delay=%s", wait);
              Duration pause = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
              return now.onItem().delayIt().onExecutor(scheduler).by(pause);
            });
  }

  /** Whether the account's own limits were read, and not so long ago that they may be others. */
  boolean isKnown() {
    return time.now().isBefore(knownUntil);
  }

  /**
   * Takes over what the exchange grants.
   *
   * @param perSecond tokens refilled each second
   * @param capacity most tokens that can be saved up
   */
  void grant(long perSecond, long capacity) {
    if (perSecond <= 0 || capacity <= 0) {
      throw new IllegalArgumentException(
          "Expected limits above 0, found " + perSecond + " and " + capacity + ".");
    }
    bucket.replaceConfiguration(
        BucketConfiguration.builder()
            .addLimit(
                limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build(),
        TokensInheritanceStrategy.AS_IS);
    knownUntil = time.now().plus(KNOWN);
  }

  /** The exchange says that nothing is left: somebody else reads from the same account. */
  void refused() {
    bucket.tryConsumeAsMuchAsPossible();
  }

  /** The budget's own count of time. */
  private record Nanos(SteadyTime time) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Duration.between(Instant.EPOCH, time.now()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
