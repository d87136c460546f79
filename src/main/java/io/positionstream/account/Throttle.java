package io.positionstream.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/** A token bucket for each of many; the memory they take is bounded. Thread-safe. */
final class Throttle {

  private final int burst;
  private final int perMinute;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  /**
   * @param burst attempts granted at once, &gt; 0
   * @param perMinute attempts granted anew each minute, evenly, &gt; 0
   * @param remembered how many may be told apart at a time
   */
  Throttle(int burst, int perMinute, int remembered, TimeMeter time) {
    this.burst = burst;
    this.perMinute = perMinute;
    this.time = time;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(remembered)
            // A bucket that is full again is as good as a new one.
            .expireAfterAccess(Duration.ofMinutes(1L + burst / perMinute))
            .ticker(time::currentTimeNanos)
            .build();
  }

  /** Takes one attempt; says how long to wait if there is none left. */
  Optional<Duration> take(String who) {
    var probe = buckets.get(who, name -> bucket()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
