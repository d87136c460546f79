package io.positionstream.account;

import static io.positionstream.account.Logins.API;
import static io.positionstream.account.Logins.bearer;
import static io.positionstream.account.Logins.freshKey;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StubProfile.class)
class AccountIT {

  private static final String PEM =
      "-----BEGIN PRIVATE KEY-----\\r\\nTHE-PEM-BODY\\r\\n-----END PRIVATE KEY-----";

  @Inject Pool pool;
  @Inject StubWatch watch;
  @Inject Revival revival;

  @Test
  void beginsASessionWithAKeyThatIsStoredEncrypted() {
    String keyId = freshKey("key");
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
    json(body(freshKey("key")))
        .header("Sec-Fetch-Site", "same-origin")
        .post(API + "/authenticate")
        .then()
        .statusCode(200)
        .body("token", nullValue())
        .body("stream_token", notNullValue());
  }

  @Test
  void keepsTheCookieToHttpsWhereTheRequestCameByHttps() {
    json(body(freshKey("key")))
        .header("X-Forwarded-Proto", "https")
        .post(API + "/authenticate")
        .then()
        .statusCode(200)
        .header("Set-Cookie", containsString("Secure"));
  }

  @Test
  void knowsTheSameAccountByAnyOfItsKeys() {
    String first = freshKey("one");
    String user = login(first).jsonPath().getString("user_id");

    String again = login(first).jsonPath().getString("user_id");
    String second = freshKey("two") + "+" + first;
    String byListing = login(second).jsonPath().getString("user_id");
    String stranger = login(freshKey("three")).jsonPath().getString("user_id");
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
    login(freshKey("trader"))
        .then()
        .body("warnings", contains("key_can_trade"))
        .body("key_scopes", contains("read", "write"));
  }

  @Test
  void entersTheGuestAccountWithoutAKey() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/test-guest"));
    Files.writeString(folder.resolve("id.txt"), freshKey("guest") + "\n");
    Files.writeString(folder.resolve("key.pem"), PEM.replace("\\r\\n", "\n"));

    json(new JsonObject().put("environment", "simulator"))
        .post(API + "/authenticate")
        .then()
        .statusCode(200);
  }

  @Test
  void opensStreamsWithStreamTokensOnly() {
    JsonPath login = login(freshKey("key")).jsonPath();
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
  void followsStoredAccountsAgainAfterAStartSkippingUnreadableOnes() {
    UUID good = UUID.fromString(login(freshKey("key")).jsonPath().getString("user_id"));
    UUID bad = UUID.fromString(login(freshKey("key")).jsonPath().getString("user_id"));
    pool.preparedQuery(
            "UPDATE user_credentials SET encrypted_api_key = 'f1:x:y' WHERE user_id = $1")
        .executeAndAwait(Tuple.of(bad));
    watch.watched().clear();

    revival.begin(null);

    await().untilAsserted(() -> assertThat(watch.watched()).containsKey(new AccountId(good)));
    assertThat(watch.watched()).doesNotContainKey(new AccountId(bad));
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
}
