package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Follows all stored accounts again after a start. Requests are let in when all are remembered, so
 * that nobody is told that a known account is not there; the exchange may answer later.
 */
@ApplicationScoped
public class Revival {

  private static final Logger LOG = Logger.getLogger(Revival.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 8;

  private final Pool pool;
  private final StoredKeys storedKeys;
  private final AccountWatch watch;

  Revival(Pool pool, StoredKeys storedKeys, AccountWatch watch) {
    this.pool = pool;
    this.storedKeys = storedKeys;
    this.watch = watch;
  }

  /** After the database (1) and a simulator that is to be reached. */
  void begin(@Observes @Priority(100) StartupEvent start) {
    Uni<Long> revived =
        pool.query("SELECT user_id, encrypted_api_key FROM user_credentials")
            .execute()
            .onItem()
            .transformToMulti(rows -> Multi.createFrom().iterable(rows))
            .onItem()
            .transformToUni(this::revive)
            .merge(AT_ONCE)
            .collect()
            .with(Collectors.counting())
            .onFailure()
            .invoke(e -> LOG.error("stored accounts cannot be read", e))
            .onFailure()
            .recoverWithItem(0L)
            // Whoever stops waiting does not stop the reviving.
            .memoize()
            .indefinitely();
    revived
        .subscribe()
        .with(
            count -> LOG.infof("accounts revived count=%d", count),
            e -> LOG.error("accounts cannot be revived", e));
    try {
      revived.await().atMost(PATIENCE);
    } catch (TimeoutException e) {
      LOG.warnf("requests are let in while accounts are revived waited=%ds", PATIENCE.toSeconds());
    }
  }

  /**
   * Follows one stored account again, if it is not followed. Completes when it can be read, at once
   * when no key is stored for it.
   */
  public Uni<Void> revive(AccountId account) {
    return pool.preparedQuery(
            "SELECT user_id, encrypted_api_key FROM user_credentials WHERE user_id = $1")
        .execute(Tuple.of(account.value()))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(this::revive)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<UUID> revive(Row row) {
    AccountId account = new AccountId(row.getUUID("user_id"));
    String sealed = row.getString("encrypted_api_key");
    ExchangeKey key;
    try {
      key = storedKeys.open(account, sealed);
    } catch (VaultFailure e) {
      LOG.warnf("stored key skipped account=%s reason=%s", account, e.getMessage());
      return Uni.createFrom().nullItem();
    }
    return watch
        .watch(account, key)
        // One that another process follows must not keep the others waiting.
        .ifNoItem()
        .after(CLAIM_PATIENCE)
        .recoverWithUni(() -> Uni.createFrom().voidItem())
        .onFailure()
        .invoke(e -> LOG.warnf("account not revived account=%s reason=%s", account, e.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWith(account.value());
  }
}
