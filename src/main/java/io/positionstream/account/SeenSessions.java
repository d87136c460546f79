package io.positionstream.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.positionstream.account.SessionTokens.Claims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * What the database last said of sessions: all that can be said of them while it is away. What
 * another process ended meanwhile is not known here, hence it is trusted for a while only.
 * Thread-safe; bounded.
 */
final class SeenSessions {

  /** A longer outage is told as one that concerns the caller, too. */
  static final Duration TRUSTED = Duration.ofMinutes(15);

  private static final int REMEMBERED = 10_000;

  private sealed interface Seen {}

  private record Alive(UUID user, Instant expires, Instant at) implements Seen {}

  /** For good: an answer that was on its way does not bring a session back. */
  private record Ended() implements Seen {}

  private final Cache<UUID, Seen> seen = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Clock clock;

  SeenSessions(Clock clock) {
    this.clock = clock;
  }

  /** The database says that it lives until then, if nobody renews it. */
  void alive(UUID session, UUID user, Instant expires) {
    Alive alive = new Alive(user, expires, clock.instant());
    seen.asMap().compute(session, (id, was) -> was instanceof Ended ? was : alive);
  }

  /** The time of this one is over; renewed it would live again. */
  void forget(UUID session) {
    seen.asMap().computeIfPresent(session, (id, was) -> was instanceof Ended ? was : null);
  }

  /** These were ended, here or elsewhere. */
  void ended(Collection<UUID> sessions) {
    sessions.forEach(session -> seen.put(session, new Ended()));
  }

  /** Until when the session lives, if that was said not long ago and its time is not over. */
  Optional<Instant> lived(Claims claims) {
    Instant now = clock.instant();
    return Optional.ofNullable(seen.getIfPresent(claims.session()))
        .flatMap(one -> one instanceof Alive alive ? Optional.of(alive) : Optional.empty())
        .filter(one -> one.user().equals(claims.user()))
        .filter(one -> one.expires().isAfter(now) && one.at().plus(TRUSTED).isAfter(now))
        .map(Alive::expires);
  }
}
