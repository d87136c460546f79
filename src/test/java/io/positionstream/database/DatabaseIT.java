package io.positionstream.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseIT {

  @Inject Pool pool;

  @Test
  void migratesAndKeepsWhatTheReactiveClientWrites() {
    UUID id = UUID.randomUUID();

    pool.preparedQuery(
            "INSERT INTO users (id, environment, exchange_account, subaccount, created_at)"
                + " VALUES ($1, $2, $3, $4, $5)")
        .executeAndAwait(
            Tuple.of(
                id, "simulator", "tag-" + id, 0, OffsetDateTime.parse("2025-10-04T17:30:00Z")));

    var rows =
        pool.preparedQuery("SELECT environment FROM users WHERE id = $1")
            .executeAndAwait(Tuple.of(id));
    assertThat(rows.iterator().next().getString("environment")).isEqualTo("simulator");
  }

  @Test
  void hasEveryTableOfTheContract() {
    var names =
        pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").executeAndAwait();

    assertThat(names)
        .extracting(row -> row.getString("tablename"))
        .contains(
            "users",
            "user_credentials",
            "sessions",
            "position_cache",
            "portfolio_cache",
            "fills",
            "settlements",
            "equity");
  }

  @Test
  void forgetsCachedPositionsWithTheKey() {
    UUID user = UUID.randomUUID();
    var now = OffsetDateTime.parse("2025-10-04T17:30:00Z");
    pool.preparedQuery(
            "INSERT INTO users (id, environment, exchange_account, subaccount, created_at)"
                + " VALUES ($1, 'simulator', $2, 0, $3)")
        .executeAndAwait(Tuple.of(user, "tag-" + user, now));
    pool.preparedQuery(
            "INSERT INTO user_credentials (id, user_id, encrypted_api_key, key_id_tag, created_at,"
                + " updated_at) VALUES ($1, $2, 'token', 'tag', $3, $3)")
        .executeAndAwait(Tuple.of(UUID.randomUUID(), user, now));
    pool.preparedQuery(
            "INSERT INTO portfolio_cache (user_id, realized, fees, cached_at) VALUES ($1, 0, 0, $2)")
        .executeAndAwait(Tuple.of(user, now));

    pool.preparedQuery("DELETE FROM user_credentials WHERE user_id = $1")
        .executeAndAwait(Tuple.of(user));

    assertThat(
            pool.preparedQuery("SELECT 1 FROM portfolio_cache WHERE user_id = $1")
                .executeAndAwait(Tuple.of(user)))
        .isEmpty();
  }
}
