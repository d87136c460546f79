package io.positionstream.account;

import static io.positionstream.account.Logins.API;
import static io.positionstream.account.Logins.NEXT_YEAR;
import static io.positionstream.account.Logins.bearer;
import static io.positionstream.account.Logins.freshAddress;
import static io.positionstream.account.Logins.freshKey;
import static io.positionstream.account.Logins.from;
import static io.positionstream.account.Logins.session;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.positionstream.portfolio.AccountId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A session ends at logout, with its account, by its time or by an operator; use puts it off. */
@QuarkusTest
@TestProfile(StubProfile.class)
class SessionEndsIT {

  @Inject Pool pool;
  @Inject StubWatch watch;
  @Inject SessionEnds ends;

  @Test
  void endsEverySessionAtLogoutAndForgetsTheKey() {
    String keyId = freshKey("key");
    JsonPath one = login(keyId).jsonPath();
    JsonPath two = login(keyId).jsonPath();
    UUID user = UUID.fromString(one.getString("user_id"));
    var heard = new AtomicReference<EndReason>();
    ends.watch(session(two.getString("token")), NEXT_YEAR, heard::set);

    bearer(one.getString("token"))
        .delete(API + "/logout")
        .then()
        .statusCode(200)
        .body("status", equalTo("logged_out"))
        .header("Set-Cookie", containsString("Max-Age=0"));

    assertThat(heard.get()).isEqualTo(EndReason.SESSION_ENDED);
    assertThat(watch.watched()).doesNotContainKey(new AccountId(user));
    assertThat(count("user_credentials", "user_id", user)).isZero();
    assertThat(count("users", "id", user)).isOne();
    bearer(two.getString("token"))
        .post(API + "/sse/token")
        .then()
        .statusCode(401)
        .body("error", equalTo("session_ended"));
    given()
        .get("/probe/stream?token=" + two.getString("stream_token"))
        .then()
        .statusCode(401)
        .body("error", equalTo("session_ended"));
    assertThat(login(keyId).jsonPath().getString("user_id")).isEqualTo(user.toString());
  }

  @Test
  void forgetsEverythingWhenTheAccountIsDeleted() {
    JsonPath login = login(freshKey("key")).jsonPath();

    bearer(login.getString("token")).delete(API).then().statusCode(200);

    assertThat(count("users", "id", UUID.fromString(login.getString("user_id")))).isZero();
    bearer(login.getString("token")).post(API + "/sse/token").then().statusCode(401);
  }

  @Test
  void hearsOfExpiryAndOfRevocationElsewhereWithinASecond() {
    String expiring = login(freshKey("key")).jsonPath().getString("token");
    String revoked = login(freshKey("key")).jsonPath().getString("token");
    var first = new AtomicReference<EndReason>();
    var second = new AtomicReference<EndReason>();
    ends.watch(session(expiring), NEXT_YEAR, first::set);
    ends.watch(session(revoked), NEXT_YEAR, second::set);

    pool.preparedQuery("UPDATE sessions SET expires_at = now() WHERE id = $1")
        .executeAndAwait(Tuple.of(session(expiring)));
    pool.preparedQuery("UPDATE sessions SET revoked_at = now() WHERE id = $1")
        .executeAndAwait(Tuple.of(session(revoked)));

    await().atMost(Duration.ofSeconds(2)).until(() -> first.get() == EndReason.SESSION_EXPIRED);
    await().atMost(Duration.ofSeconds(2)).until(() -> second.get() == EndReason.SESSION_ENDED);
    bearer(expiring)
        .post(API + "/sse/token")
        .then()
        .statusCode(401)
        .body("error", equalTo("session_expired"));
  }

  @Test
  void slidesASessionThatIsUsedLate() {
    String token = login(freshKey("key")).jsonPath().getString("token");
    pool.preparedQuery("UPDATE sessions SET expires_at = now() + interval '3 hours' WHERE id = $1")
        .executeAndAwait(Tuple.of(session(token)));

    String renewed =
        bearer(token)
            .post(API + "/sse/token")
            .then()
            .statusCode(200)
            .extract()
            .header("X-Session-Token");

    assertThat(session(renewed)).isEqualTo(session(token));
    bearer(renewed)
        .post(API + "/sse/token")
        .then()
        .statusCode(200)
        .header("X-Session-Token", nullValue());
  }

  private static Response login(String keyId) {
    return from(freshAddress(), keyId);
  }

  private long count(String table, String column, UUID id) {
    return pool.preparedQuery("SELECT count(*) FROM " + table + " WHERE " + column + " = $1")
        .executeAndAwait(Tuple.of(id))
        .iterator()
        .next()
        .getLong(0);
  }
}
