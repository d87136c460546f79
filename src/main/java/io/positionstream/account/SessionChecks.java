package io.positionstream.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.positionstream.account.SessionTokens.Claims;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.positionstream.web.Unreachable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks the database whether sessions live: one indexed statement each, with the plain reactive
 * client, because plain Vert.x routes and timers ask as well, where no Hibernate session can be.
 */
@ApplicationScoped
class SessionChecks {

  private static final String CHECK =
      "SELECT revoked_at IS NOT NULL AS revoked, created_at, expires_at FROM sessions"
          + " WHERE id = $1 AND user_id = $2";
  private static final String EXTEND =
      "UPDATE sessions SET expires_at = greatest(expires_at, $2)"
          + " WHERE id = $1 AND revoked_at IS NULL";
  private static final String OVER =
      "SELECT w.id, (s.revoked_at IS NULL AND s.id IS NOT NULL) AS expired"
          + " FROM unnest($1::uuid[]) AS w(id) LEFT JOIN sessions s ON s.id = w.id"
          + " WHERE s.id IS NULL OR s.revoked_at IS NOT NULL OR s.expires_at <= $2"
          + " OR s.created_at <= $3";

  private static final int REMEMBERED = 10_000;

  /** Who they were when they were seen to live, and until when; never longer than that. */
  private final Cache<UUID, Seen> seen = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private final Pool pool;
  private final SessionConfig config;
  private final Clock clock;

  /**
   * How long a session lives.
   *
   * @param expires if nobody renews it; never after {@code last}
   * @param last however often it is renewed
   */
  record Term(Instant expires, Instant last) {}

  private record Seen(UUID user, Instant expires) {}

  SessionChecks(Pool pool, SessionConfig config, Clock clock) {
    this.pool = pool;
    this.config = config;
    this.clock = clock;
  }

  /** How long the session lives; fails with {@code session_ended} or {@code session_expired}. */
  Uni<Term> check(Claims claims) {
    return Unreachable.orSilent(
            pool.preparedQuery(CHECK).execute(Tuple.of(claims.session(), claims.user())))
        .map(
            rows -> {
              seen.invalidate(claims.session());
              Row row = rows.size() == 0 ? null : rows.iterator().next();
              if (row == null || row.getBoolean("revoked")) {
                throw Problem.of(ErrorCode.SESSION_ENDED, "The session was ended; log in again.")
                    .asException();
              }
              Term term = term(row);
              if (!term.expires().isAfter(clock.instant())) {
                throw Problem.of(ErrorCode.SESSION_EXPIRED, "The session expired; log in again.")
                    .asException();
              }
              seen.put(claims.session(), new Seen(claims.user(), term.expires()));
              return term;
            });
  }

  /**
   * Whether the session lived when it was last asked for, and its time is not over: all that can be
   * said while the database is away. What another process ended meanwhile is not known here.
   */
  boolean lived(Claims claims) {
    return Optional.ofNullable(seen.getIfPresent(claims.session()))
        .filter(one -> one.user().equals(claims.user()))
        .filter(one -> one.expires().isAfter(clock.instant()))
        .isPresent();
  }

  /** These were ended by this process. */
  void forget(Collection<UUID> sessions) {
    seen.invalidateAll(sessions);
  }

  /** The setting may be shorter than it was when the row was renewed: it binds all the same. */
  private Term term(Row row) {
    Instant last =
        row.getOffsetDateTime("created_at")
            .toInstant()
            .plus(config.maxLife())
            .truncatedTo(ChronoUnit.SECONDS);
    return new Term(earlier(row.getOffsetDateTime("expires_at").toInstant(), last), last);
  }

  /**
   * Gives a living session its full time again, as far as its longest life allows; returns when it
   * expires now.
   *
   * @param last the end of its longest life
   */
  Uni<Instant> extend(UUID session, Instant last) {
    Instant full =
        clock
            .instant()
            .truncatedTo(ChronoUnit.SECONDS)
            .plus(Duration.ofHours(config.expirationHours()));
    Instant until = earlier(full, last);
    return Unreachable.orSilent(pool.preparedQuery(EXTEND).execute(Tuple.of(session, utc(until))))
        .replaceWith(until);
  }

  /** Those of the sessions that are over, and why; a deleted one has ended. */
  Uni<Map<UUID, EndReason>> over(Collection<UUID> sessions) {
    Instant now = clock.instant();
    return Unreachable.orSilent(
            pool.preparedQuery(OVER)
                .execute(
                    Tuple.of(
                        sessions.toArray(UUID[]::new), utc(now), utc(now.minus(config.maxLife())))))
        .map(
            rows -> {
              Map<UUID, EndReason> over = new HashMap<>();
              rows.forEach(
                  row ->
                      over.put(
                          row.getUUID("id"),
                          row.getBoolean("expired")
                              ? EndReason.SESSION_EXPIRED
                              : EndReason.SESSION_ENDED));
              forget(over.keySet());
              return over;
            });
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
