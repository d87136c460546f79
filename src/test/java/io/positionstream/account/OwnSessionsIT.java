package io.positionstream.account;

import static io.positionstream.account.Logins.API;
import static io.positionstream.account.Logins.NEXT_YEAR;
import static io.positionstream.account.Logins.bearer;
import static io.positionstream.account.Logins.body;
import static io.positionstream.account.Logins.freshAddress;
import static io.positionstream.account.Logins.freshKey;
import static io.positionstream.account.Logins.from;
import static io.positionstream.account.Logins.session;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sessions of one user: one for each browser, each of them seen and ended by its user. */
@QuarkusTest
@TestProfile(StubProfile.class)
class OwnSessionsIT {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z";

  @Inject Pool pool;
  @Inject SessionEnds ends;

  private final String keyId = freshKey("key");

  @Test
  void aLoginEndsTheSessionItsBrowserHeld() {
    String held = token(keyId);
    String elsewhere = token(keyId);
    var heard = new AtomicReference<EndReason>();
    ends.watch(session(held), NEXT_YEAR, heard::set);

    String fresh =
        login(given().cookie("session", held), keyId).statusCode(200).extract().cookie("session");

    assertThat(heard).hasValue(EndReason.SESSION_ENDED);
    assertIs(held, 401);
    assertIs(fresh, 200);
    assertIs(elsewhere, 200);
  }

  @Test
  void aLoginEndsTheSessionOfAnotherUserThatItShows() {
    String byHeader = token(keyId);
    String byCookie = token(keyId);

    login(bearer(byHeader).cookie("session", byCookie), freshKey("other")).statusCode(200);

    assertIs(byHeader, 401);
    assertIs(byCookie, 401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "a.b.c"})
  void aLoginDoesNotMindWhatIsNoSession(String shown) {
    login(bearer(shown).cookie("session", shown), keyId).statusCode(200);
  }

  @Test
  void aRefusedLoginEndsNothing() {
    String held = token(keyId);

    login(bearer(held).cookie("session", held), freshKey("refused")).statusCode(401);

    assertIs(held, 200);
  }

  @Test
  void listsTheLivingSessionsOfTheCallerNewestFirst() {
    String first = token(keyId);
    String second = token(keyId);
    end("revoked_at = now()", token(keyId));
    end("expires_at = now()", token(keyId));
    end("created_at = now() - interval '30 days'", token(keyId));
    token(freshKey("other"));

    bearer(first)
        .get(API + "/sessions")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("sessions.id", contains(session(second).toString(), session(first).toString()))
        .body("sessions.current", contains(false, true))
        .body("sessions.created_at", everyItem(matchesPattern(TIME)))
        .body("sessions.expires_at", everyItem(matchesPattern(TIME)));
  }

  @Test
  void endsOneSessionAndItsStreamsAndNoOther() {
    String mine = token(keyId);
    String lost = token(keyId);
    var heard = new AtomicReference<EndReason>();
    ends.watch(session(lost), NEXT_YEAR, heard::set);

    delete(mine, session(lost).toString())
        .statusCode(200)
        .header("Set-Cookie", nullValue())
        .body("status", equalTo("ended"));

    assertThat(heard).hasValue(EndReason.SESSION_ENDED);
    assertIs(lost, 401);
    assertIs(mine, 200);
  }

  @Test
  void takesTheCookieOfTheSessionThatEndsItself() {
    String mine = token(keyId);

    delete(mine, session(mine).toString())
        .statusCode(200)
        .header("Set-Cookie", containsString("Max-Age=0"));

    assertIs(mine, 401);
  }

  @Test
  void knowsNoSessionsButTheLivingOnesOfTheCaller() {
    String mine = token(keyId);
    String strangers = token(freshKey("other"));
    String expired = token(keyId);
    end("expires_at = now()", expired);
    String revoked = token(keyId);
    end("revoked_at = now()", revoked);

    assertNotFound(mine, session(strangers).toString());
    assertNotFound(mine, session(expired).toString());
    assertNotFound(mine, session(revoked).toString());
    assertNotFound(mine, UUID.randomUUID().toString());
    assertNotFound(mine, "no-uuid");

    assertIs(strangers, 200);
  }

  private static void assertNotFound(String token, String id) {
    delete(token, id).statusCode(404).body("error", equalTo("not_found"));
  }

  private static void assertIs(String token, int status) {
    bearer(token).get(API + "/sessions").then().statusCode(status);
  }

  private static ValidatableResponse delete(String token, String id) {
    return bearer(token).delete(API + "/sessions/" + id).then();
  }

  private static ValidatableResponse login(RequestSpecification shown, String key) {
    return shown
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", freshAddress())
        .body(body(key))
        .post(API + "/authenticate")
        .then();
  }

  private static String token(String key) {
    return from(freshAddress(), key).jsonPath().getString("token");
  }

  private void end(String how, String token) {
    pool.preparedQuery("UPDATE sessions SET " + how + " WHERE id = $1")
        .executeAndAwait(Tuple.of(session(token)));
  }
}
