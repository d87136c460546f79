package io.positionstream.account;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * How many stored keys are sealed under which master key, as the gauge {@code vault_rows{key}}: a
 * master key without rows may be taken away. Rows of keys that are not configured are {@code
 * key="unknown"}, whatever they claim, so that the database cannot name metrics.
 */
@ApplicationScoped
class VaultRows {

  static final String UNKNOWN = "unknown";

  private static final Logger LOG = Logger.getLogger(VaultRows.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final String COUNT =
      "SELECT split_part(encrypted_api_key, ':', 2) AS key, count(*) AS rows"
          + " FROM user_credentials GROUP BY 1";

  private final Pool pool;
  private final Map<String, AtomicLong> counts = new LinkedHashMap<>();
  private Cancellable counting = () -> {};

  VaultRows(Pool pool, StoredKeys storedKeys, MeterRegistry metrics) {
    this.pool = pool;
    storedKeys.masterKeyIds().forEach(id -> counts.put(id, new AtomicLong()));
    counts.put(UNKNOWN, new AtomicLong());
    counts.forEach(
        (id, count) ->
            Gauge.builder("vault.rows", count, AtomicLong::get)
                .tag("key", id)
                .description("Stored exchange keys by the id of the master key that seals them")
                .register(metrics));
  }

  /** Other instances write as well: counted again and again. */
  void begin(@Observes @Priority(200) StartupEvent start) {
    counting =
        Multi.createFrom()
            .ticks()
            .every(EVERY)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick ->
                    count()
                        .onFailure()
                        .invoke(e -> LOG.warnf("vault not counted reason=%s", e.getMessage()))
                        .onFailure()
                        .recoverWithNull())
            .subscribe()
            .with(done -> {}, e -> LOG.error("vault is not counted any more", e));
  }

  void end(@Observes @Priority(50) ShutdownEvent stop) {
    counting.cancel();
  }

  /** Brings the gauge up to date; fails as the database does. */
  Uni<Void> count() {
    return pool.query(COUNT).execute().invoke(this::take).replaceWithVoid();
  }

  private void take(RowSet<Row> found) {
    Map<String, Long> fresh = new LinkedHashMap<>();
    for (Row row : found) {
      String key = row.getString("key");
      fresh.merge(counts.containsKey(key) ? key : UNKNOWN, row.getLong("rows"), Long::sum);
    }
    counts.forEach((id, count) -> count.set(fresh.getOrDefault(id, 0L)));
  }
}
