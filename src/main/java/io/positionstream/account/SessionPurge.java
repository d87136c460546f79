package io.positionstream.account;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Deletes sessions that expired long ago, a bounded number at a time. Until then an old token is
 * answered {@code session_expired}, afterwards {@code session_ended}.
 */
@ApplicationScoped
class SessionPurge {

  private static final Logger LOG = Logger.getLogger(SessionPurge.class);
  private static final String PURGE =
      "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1"
          + " ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)";

  private final Pool pool;
  private final Vertx vertx;
  private final SessionConfig config;
  private final Clock clock;

  SessionPurge(Pool pool, Vertx vertx, SessionConfig config, Clock clock) {
    this.pool = pool;
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent start) {
    vertx.setPeriodic(
        config.purgeEvery().toMillis(),
        timer ->
            purge()
                .subscribe()
                .with(
                    gone -> LOG.debugf("expired sessions deleted count=%d", gone),
                    e -> LOG.warnf("sessions not purged reason=%s", e.getMessage())));
  }

  /** Deletes one batch; returns how many there were. */
  Uni<Integer> purge() {
    var before = clock.instant().minus(config.purgeAfter()).atOffset(ZoneOffset.UTC);
    return pool.preparedQuery(PURGE)
        .execute(Tuple.of(before, config.purgeBatch()))
        .map(rows -> rows.rowCount());
  }
}
