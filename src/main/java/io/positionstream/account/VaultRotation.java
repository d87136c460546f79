package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Seals every stored key anew that is sealed under an older master key, so that the older one can
 * be taken away. Begins at each start and runs beside the service, a batch at a time: a row says by
 * itself under which key it is, so a rotation that was cut goes on at the next start.
 *
 * <p>A row is replaced only if it is still what was read: a login or a logout in between wins, on
 * this instance and on any other. What cannot be read is left alone and counted.
 */
@ApplicationScoped
class VaultRotation {

  /** What a rotation did. */
  record Outcome(int resealed, int unreadable) {
    private Outcome plus(Outcome more) {
      return new Outcome(resealed + more.resealed, unreadable + more.unreadable);
    }
  }

  static final int BATCH = 50;

  private static final Logger LOG = Logger.getLogger(VaultRotation.class);
  private static final UUID FIRST = new UUID(0, 0);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration AGAIN_MAX = Duration.ofMinutes(1);
  private static final int TRIES = 10;
  private static final String OUTDATED =
      "SELECT user_id, encrypted_api_key FROM user_credentials"
          + " WHERE user_id > $1 AND NOT starts_with(encrypted_api_key, $2)"
          + " ORDER BY user_id LIMIT $3";

  /**
   * The tag of the first key id cannot be computed anew, only that of the stored one: it takes the
   * place, unless that already names another user.
   */
  private static final String RESEAL =
      "WITH c AS (UPDATE user_credentials SET encrypted_api_key = $2, key_id_tag = $3"
          + " WHERE user_id = $1 AND encrypted_api_key = $4 RETURNING user_id),"
          + " u AS (UPDATE users SET exchange_account = $3 FROM c WHERE users.id = c.user_id"
          + " AND NOT EXISTS (SELECT 1 FROM users o WHERE o.environment = users.environment"
          + " AND o.subaccount = users.subaccount AND o.exchange_account = $3))"
          + " SELECT user_id FROM c";

  private final Pool pool;
  private final StoredKeys storedKeys;
  private final VaultRows rows;

  private record Resealed(AccountId account, String before, String after, String tag) {}

  VaultRotation(Pool pool, StoredKeys storedKeys, VaultRows rows) {
    this.pool = pool;
    this.storedKeys = storedKeys;
    this.rows = rows;
  }

  /** After the accounts are followed again; the start does not wait for it. */
  void begin(@Observes @Priority(200) StartupEvent start) {
    rotate()
        .onFailure()
        .retry()
        .withBackOff(AGAIN, AGAIN_MAX)
        .atMost(TRIES)
        .subscribe()
        .with(
            done -> {
              if (done.resealed() + done.unreadable() > 0) {
                LOG.infof(
                    "vault rotated resealed=%d unreadable=%d", done.resealed(), done.unreadable());
              }
            },
            e -> LOG.error("vault rotation put off to the next start", e));
  }

  /** Goes through all outdated rows once, in the order of users; fails as the database does. */
  Uni<Outcome> rotate() {
    return Multi.createBy()
        .repeating()
        .uni(() -> new UUID[] {FIRST}, this::batch)
        .whilst(done -> done.isPresent())
        .onItem()
        .transform(done -> done.orElse(new Outcome(0, 0)))
        .collect()
        .in(() -> new Outcome[] {new Outcome(0, 0)}, (sum, more) -> sum[0] = sum[0].plus(more))
        .map(sum -> sum[0])
        .call(rows::count);
  }

  /** The next rows after {@code place}, which moves on; empty when there are none. */
  private Uni<Optional<Outcome>> batch(UUID[] place) {
    return pool.preparedQuery(OUTDATED)
        .execute(Tuple.of(place[0], storedKeys.currentPrefix(), BATCH))
        .map(VaultRotation::list)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
              }
              place[0] = found.getLast().getUUID("user_id");
              return reseal(found).map(Optional::of);
            });
  }

  /** Cryptography on a worker, one update at a time: the service has the other connections. */
  private Uni<Outcome> reseal(List<Row> found) {
    return Uni.createFrom()
        .item(() -> found.stream().flatMap(row -> resealed(row).stream()).toList())
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            readable ->
                Multi.createFrom()
                    .iterable(readable)
                    .onItem()
                    .transformToUniAndConcatenate(this::replace)
                    .collect()
                    .in(() -> new int[1], (sum, replaced) -> sum[0] += replaced)
                    .map(sum -> new Outcome(sum[0], found.size() - readable.size())));
  }

  private Optional<Resealed> resealed(Row row) {
    AccountId account = new AccountId(row.getUUID("user_id"));
    String before = row.getString("encrypted_api_key");
    try {
      ExchangeKey key = storedKeys.open(account, before);
      String tag = storedKeys.tags(key.keyId()).getFirst();
      return Optional.of(new Resealed(account, before, storedKeys.seal(account, key), tag));
    } catch (VaultFailure e) {
      LOG.warnf("stored key not rotated account=%s reason=%s", account, e.getMessage());
      return Optional.empty();
    }
  }

  private Uni<Integer> replace(Resealed row) {
    return pool.preparedQuery(RESEAL)
        .execute(Tuple.of(row.account().value(), row.after(), row.tag(), row.before()))
        .map(RowSet::rowCount);
  }

  private static List<Row> list(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }
}
