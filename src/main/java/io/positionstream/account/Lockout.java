package io.positionstream.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Locks out whoever is refused again and again, each time twice as long. Bounded in memory.
 * Thread-safe.
 */
final class Lockout {

  private static final int MOST_DOUBLINGS = 30;

  private final int after;
  private final Duration first;
  private final Duration longest;
  private final TimeMeter time;
  private final Cache<String, Refusals> refused;

  private record Refusals(int count, long lockedUntilNanos) {}

  /**
   * @param after refusals that are free; the next one locks for {@code first}
   */
  Lockout(int after, Duration first, Duration longest, int remembered, TimeMeter time) {
    this.after = after;
    this.first = first;
    this.longest = longest;
    this.time = time;
    this.refused =
        Caffeine.newBuilder()
            .maximumSize(remembered)
            .expireAfterWrite(longest.multipliedBy(4))
            .ticker(time::currentTimeNanos)
            .build();
  }

  /** For how much longer {@code who} is locked. */
  Optional<Duration> remaining(String who) {
    Refusals refusals = refused.getIfPresent(who);
    long left = refusals == null ? 0 : refusals.lockedUntilNanos() - time.currentTimeNanos();
    return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
  }

  /** Counts one more refusal. */
  void refuse(String who) {
    refused.asMap().compute(who, (name, known) -> oneMore(known));
  }

  /** Forgets the refusals of someone who was right at last. */
  void forgive(String who) {
    refused.invalidate(who);
  }

  private Refusals oneMore(@Nullable Refusals known) {
    int count = known == null ? 1 : known.count() + 1;
    long now = time.currentTimeNanos();
    return new Refusals(count, count < after ? now : now + lock(count - after).toNanos());
  }

  private Duration lock(int doublings) {
    Duration lock = first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    return lock.compareTo(longest) < 0 ? lock : longest;
  }
}
