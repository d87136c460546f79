package io.positionstream.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.positionstream.portfolio.AccountId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StubProfile.class)
class AccountIT {

  private static final String API = "/api/v1/account";
  private static final String PEM =
      "-----BEGIN PRIVATE KEY-----\\r\\nTHE-PEM-BODY\\r\\n-----END PRIVATE KEY-----";

  @Inject Pool pool;
  @Inject StubWatch watch;
  @Inject SessionEnds ends;
  @Inject Revival revival;

  @Test
  void beginsASessionWithAKeyThatIsStoredEncrypted() {
    String keyId = fresh("key");
    JsonPath login =
        login(keyId)
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .header("Set-Cookie", containsStringIgnoringCase("HttpOnly"))
            .header("Set-Cookie", containsString("SameSite=Strict"))
            .header("Set-Cookie", containsString("Path=/"))
            .header("Set-Cookie", not(containsString("Secure")))
            .body("status", equalTo("authenticated"))
            .body("key_scopes", contains("read"))
            .body("warnings", empty())
            .body("session_expires_at", notNullValue())
            .extract()
            .jsonPath();

    UUID user = UUID.fromString(login.getString("user_id"));
    String stored =
        pool.preparedQuery("SELECT encrypted_api_key FROM user_credentials WHERE user_id = $1")
            .executeAndAwait(Tuple.of(user))
            .iterator()
            .next()
            .getString(0);
    assertThat(stored).startsWith("f1:").doesNotContain(keyId).doesNotContain("THE-PEM-BODY");
    var key = watch.watched().get(new AccountId(user));
    assertThat(key.privateKeyPem())
        .isEqualTo("-----BEGIN PRIVATE KEY-----\nTHE-PEM-BODY\n-----END PRIVATE KEY-----\n");
  }

  @Test
  void keepsTheTokenFromScriptsInBrowsers() {
    json(body(fresh("key")))
        .header("Sec-Fetch-Site", "same-origin")
        .post(API + "/authenticate")
        .then()
        .statusCode(200)
        .body("token", nullValue())
        .body("stream_token", notNullValue());
  }

  @Test
  void keepsTheCookieToHttpsWhereTheRequestCameByHttps() {
    json(body(fresh("key")))
        .header("X-Forwarded-Proto", "https")
        .post(API + "/authenticate")
        .then()
        .statusCode(200)
        .header("Set-Cookie", containsString("Secure"));
  }

  @Test
  void knowsTheSameAccountByAnyOfItsKeys() {
    String first = fresh("one");
    String user = login(first).jsonPath().getString("user_id");

    String again = login(first).jsonPath().getString("user_id");
    String second = fresh("two") + "+" + first;
    String byListing = login(second).jsonPath().getString("user_id");
    String stranger = login(fresh("three")).jsonPath().getString("user_id");
    String subaccount =
        json(body(first).put("subaccount", 1))
            .post(API + "/authenticate")
            .jsonPath()
            .getString("user_id");

    assertThat(again).isEqualTo(user);
    assertThat(byListing).isEqualTo(user);
    assertThat(stranger).isNotEqualTo(user);
    assertThat(subaccount).isNotEqualTo(user);
  }

  @Test
  void warnsOfKeysThatCanTrade() {
    login(fresh("trader"))
        .then()
        .body("warnings", contains("key_can_trade"))
        .body("key_scopes", contains("read", "write"));
  }

  @Test
  void entersTheGuestAccountWithoutAKey() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/test-guest"));
    Files.writeString(folder.resolve("id.txt"), fresh("guest") + "\n");
    Files.writeString(folder.resolve("key.pem"), PEM.replace("\\r\\n", "\n"));

    json(new JsonObject().put("environment", "simulator"))
        .post(API + "/authenticate")
        .then()
        .statusCode(200);
  }

  @Test
  void opensStreamsWithStreamTokensOnly() {
    JsonPath login = login(fresh("key")).jsonPath();
    String token = login.getString("token");
    String streamToken =
        bearer(token)
            .post(API + "/sse/token")
            .then()
            .statusCode(200)
            .body("expires_at", notNullValue())
            .extract()
            .path("stream_token");

    given().get("/probe/stream?token=" + streamToken).then().statusCode(200);
    bearer(token).get("/probe/stream").then().statusCode(200);
    given().cookie("session", token).get("/probe/stream").then().statusCode(200);
    given()
        .get("/probe/stream?token=" + token)
        .then()
        .statusCode(401)
        .body("error", equalTo("token_not_allowed_in_url"));
    given().get("/probe/stream").then().statusCode(401).body("error", equalTo("not_authenticated"));
    bearer(streamToken)
        .post(API + "/sse/token")
        .then()
        .statusCode(401)
        .body("error", equalTo("not_authenticated"));
    given()
        .post(API + "/sse/token?token=" + token)
        .then()
        .statusCode(401)
        .body("error", equalTo("token_not_allowed_in_url"));
  }

  @Test
  void endsEverySessionAtLogoutAndForgetsTheKey() {
    String keyId = fresh("key");
    JsonPath one = login(keyId).jsonPath();
    JsonPath two = login(keyId).jsonPath();
    UUID user = UUID.fromString(one.getString("user_id"));
    var heard = new AtomicReference<EndReason>();
    ends.watch(session(two.getString("token")), heard::set);

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
    JsonPath login = login(fresh("key")).jsonPath();

    bearer(login.getString("token")).delete(API).then().statusCode(200);

    assertThat(count("users", "id", UUID.fromString(login.getString("user_id")))).isZero();
    bearer(login.getString("token")).post(API + "/sse/token").then().statusCode(401);
  }

  @Test
  void hearsOfExpiryAndOfRevocationElsewhereWithinASecond() {
    String expiring = login(fresh("key")).jsonPath().getString("token");
    String revoked = login(fresh("key")).jsonPath().getString("token");
    var first = new AtomicReference<EndReason>();
    var second = new AtomicReference<EndReason>();
    ends.watch(session(expiring), first::set);
    ends.watch(session(revoked), second::set);

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
    String token = login(fresh("key")).jsonPath().getString("token");
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

  @Test
  void followsStoredAccountsAgainAfterAStartSkippingUnreadableOnes() {
    UUID good = UUID.fromString(login(fresh("key")).jsonPath().getString("user_id"));
    UUID bad = UUID.fromString(login(fresh("key")).jsonPath().getString("user_id"));
    pool.preparedQuery(
            "UPDATE user_credentials SET encrypted_api_key = 'f1:x:y' WHERE user_id = $1")
        .executeAndAwait(Tuple.of(bad));
    watch.watched().clear();

    revival.begin(null);

    await().untilAsserted(() -> assertThat(watch.watched()).containsKey(new AccountId(good)));
    assertThat(watch.watched()).doesNotContainKey(new AccountId(bad));
  }

  private static String fresh(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  private static JsonObject body(String keyId) {
    return new JsonObject()
        .put("api_key", keyId)
        .put("private_key", PEM)
        .put("environment", "simulator");
  }

  private static io.restassured.response.Response login(String keyId) {
    return json(body(keyId)).post(API + "/authenticate");
  }

  private static RequestSpecification json(JsonObject body) {
    return given().contentType(ContentType.JSON).body(body.encode());
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static UUID session(String token) {
    String claims = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    return UUID.fromString(new JsonObject(claims).getString("sid"));
  }

  private long count(String table, String column, UUID id) {
    return pool.preparedQuery("SELECT count(*) FROM " + table + " WHERE " + column + " = $1")
        .executeAndAwait(Tuple.of(id))
        .iterator()
        .next()
        .getLong(0);
  }
}
