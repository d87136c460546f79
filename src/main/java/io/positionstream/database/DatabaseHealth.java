package io.positionstream.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers: without it nobody can log in, hence no readiness. Not a part of
 * liveness, because a restart brings no database back.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {

  /** A connection that a firewall swallowed would be waited for much longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Pool pool;

  DatabaseHealth(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    long begun = System.nanoTime();
    return pool.query("SELECT 1")
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onItemOrFailure()
        .transform(
            (rows, failure) -> {
              var answer =
                  HealthCheckResponse.named("database")
                      .withData("took_ms", (System.nanoTime() - begun) / 1_000_000);
              if (failure != null) {
                answer.withData("reason", reason(failure));
              }
              return answer.status(failure == null).build();
            });
  }

  /** Without the driver's words: this is shown to whoever asks. */
  private static String reason(@Nullable Throwable failure) {
    return failure instanceof PgException refused
        ? "refused, SQLSTATE " + refused.getSqlState()
        : "not reached";
  }
}
