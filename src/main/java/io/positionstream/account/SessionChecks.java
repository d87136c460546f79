package io.positionstream.account;

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
import java.util.List;
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
  private static final String NEWS =
      "SELECT w.id, (s.id IS NULL OR s.revoked_at IS NOT NULL) AS ended, s.created_at, s.expires_at"
          + " FROM unnest($1::uuid[], $2::timestamptz[]) AS w(id, known)"
          + " LEFT JOIN sessions s ON s.id = w.id"
          + " WHERE s.id IS NULL OR s.revoked_at IS NOT NULL OR s.expires_at <= $3"
          + " OR s.created_at <= $4 OR s.expires_at <> w.known";

  private final Pool pool;
  private final SeenSessions seen;
  private final SessionConfig config;
  private final Clock clock;

  /**
   * How long a session lives.
   *
   * @param expires if nobody renews it; never after {@code last}
   * @param last however often it is renewed
   */
  record Term(Instant expires, Instant last) {}

  /** What is new of a session. */
  sealed interface News {

    /** It is no more. */
    record Over(EndReason reason) implements News {}

    /** It lives, and its time is another one. */
    record Until(Instant expires) implements News {}
  }

  SessionChecks(Pool pool, SessionConfig config, Clock clock) {
    this.pool = pool;
    this.config = config;
    this.clock = clock;
    this.seen = new SeenSessions(clock);
  }

  /** How long the session lives; fails with {@code session_ended} or {@code session_expired}. */
  Uni<Term> check(Claims claims) {
    return Unreachable.orSilent(
            pool.preparedQuery(CHECK).execute(Tuple.of(claims.session(), claims.user())))
        .map(
            rows -> {
              Row row = rows.size() == 0 ? null : rows.iterator().next();
              if (row == null || row.getBoolean("revoked")) {
                seen.ended(List.of(claims.session()));
                throw Problem.of(ErrorCode.SESSION_ENDED, "The session was ended; log in again.")
                    .asException();
              }
              Term term = term(row);
              if (!term.expires().isAfter(clock.instant())) {
                seen.forget(claims.session());
                throw Problem.of(ErrorCode.SESSION_EXPIRED, "The session expired; log in again.")
                    .asException();
              }
              seen.alive(claims.session(), claims.user(), term.expires());
              return term;
            });
  }

  /** Until when the session lives, from memory; see {@link SeenSessions}. */
  Optional<Instant> lived(Claims claims) {
    return seen.lived(claims);
  }

  /** These were ended by this process. */
  void ended(Collection<UUID> sessions) {
    seen.ended(sessions);
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

  /**
   * What is new of these sessions; nothing of those that live as long as is known.
   *
   * @param known when each expires, as far as is known
   */
  Uni<Map<UUID, News>> news(Map<UUID, Instant> known) {
    Instant now = clock.instant();
    List<Map.Entry<UUID, Instant>> asked = List.copyOf(known.entrySet());
    Tuple question =
        Tuple.tuple()
            .addArrayOfUUID(asked.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
            .addArrayOfOffsetDateTime(
                asked.stream().map(one -> utc(one.getValue())).toArray(OffsetDateTime[]::new))
            .addOffsetDateTime(utc(now))
            .addOffsetDateTime(utc(now.minus(config.maxLife())));
    return Unreachable.orSilent(pool.preparedQuery(NEWS).execute(question))
        .map(
            rows -> {
              Map<UUID, News> news = new HashMap<>();
              rows.forEach(row -> news.put(row.getUUID("id"), news(row, now)));
              return news;
            });
  }

  private News news(Row row, Instant now) {
    UUID session = row.getUUID("id");
    if (row.getBoolean("ended")) {
      seen.ended(List.of(session));
      return new News.Over(EndReason.SESSION_ENDED);
    }
    Instant expires = term(row).expires();
    if (expires.isAfter(now)) {
      return new News.Until(expires);
    }
    seen.forget(session);
    return new News.Over(EndReason.SESSION_EXPIRED);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
