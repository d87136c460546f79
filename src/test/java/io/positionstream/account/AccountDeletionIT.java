package io.positionstream.account;

import static io.positionstream.account.Logins.API;
import static io.positionstream.account.Logins.bearer;
import static io.positionstream.account.Logins.freshKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Deleting an account while its journal writes. */
@QuarkusTest
@TestProfile(StubProfile.class)
class AccountDeletionIT {

  private static final String MINUTE =
      "INSERT INTO watched VALUES ($1, $2::int * interval '1 h' + now(), now())";

  @Inject Pool pool;

  @Test
  void ofTwoTransactionsThatWaitForEachOtherTheDeletionBeginsAgain() {
    JsonPath login = Logins.from(Logins.freshAddress(), freshKey("deleted")).jsonPath();
    UUID user = UUID.fromString(login.getString("user_id"));
    pool.preparedQuery(MINUTE).executeAndAwait(Tuple.of(user, 1));

    SqlConnection journal = pool.getConnection().await().indefinitely();
    journal.query("BEGIN").executeAndAwait();
    journal.query("SET LOCAL deadlock_timeout = '1 min'").executeAndAwait();
    journal
        .preparedQuery("SELECT 1 FROM watched WHERE user_id = $1 FOR UPDATE")
        .executeAndAwait(Tuple.of(user));
    CompletableFuture<Integer> deletion =
        CompletableFuture.supplyAsync(
            () -> bearer(login.getString("token")).delete(API).statusCode());
    await().pollInterval(Duration.ofMillis(10)).until(this::somebodyWaits);
    journal.preparedQuery(MINUTE).executeAndAwait(Tuple.of(user, 2));
    journal.query("COMMIT").executeAndAwait();
    journal.closeAndAwait();

    assertThat(deletion.join()).isEqualTo(200);
    assertThat(count("users WHERE id", user) + count("watched WHERE user_id", user)).isZero();
  }

  private boolean somebodyWaits() {
    return pool.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            .executeAndAwait()
            .iterator()
            .next()
            .getLong(0)
        > 0;
  }

  private long count(String where, UUID user) {
    return pool.preparedQuery("SELECT count(*) FROM " + where + " = $1")
        .executeAndAwait(Tuple.of(user))
        .iterator()
        .next()
        .getLong(0);
  }
}
