package io.positionstream.journal;

import io.positionstream.engine.TestAccount;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Puts into the database what the rows of an account hang on, and what it holds. */
final class StoredAccounts {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private StoredAccounts() {}

  /** The account alone, with which all of its rows are deleted. */
  static void user(Pool pool, AccountId account) {
    pool.preparedQuery(
            "INSERT INTO users (id, environment, exchange_account, subaccount, created_at)"
                + " VALUES ($1, 'test', $2, 0, now())")
        .executeAndAwait(Tuple.of(account.value(), account.toString()));
  }

  /** A new account with a key, which holds the positions M0, M1 and so on; they are not stored. */
  static TestAccount holding(Pool pool, int positions) {
    TestAccount account = new TestAccount(UUID.randomUUID());
    AccountId id = account.engine().account();
    user(pool, id);
    pool.preparedQuery(
            "INSERT INTO user_credentials"
                + " (id, user_id, encrypted_api_key, key_id_tag, created_at, updated_at)"
                + " VALUES ($1, $1, 'f1:x', $2, now(), now())")
        .executeAndAwait(Tuple.of(id.value(), id.value().toString()));
    IntStream.range(0, positions).forEach(i -> account.fill("M" + i));
    return account;
  }

  /** Stores what it holds. */
  static void positions(Pool pool, Portfolio portfolio) {
    pool.withTransaction(
            sql ->
                PositionTable.upsert(
                    sql,
                    portfolio.account(),
                    List.copyOf(portfolio.positions().values()),
                    portfolio.updatedAt()))
        .await()
        .atMost(PATIENCE);
  }
}
