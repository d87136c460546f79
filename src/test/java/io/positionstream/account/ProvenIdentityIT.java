package io.positionstream.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.positionstream.account.SessionTokens.Audience;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who somebody is comes from what was proved, and every attempt leaves a line in the log. */
@QuarkusTest
@TestProfile(StubProfile.class)
class ProvenIdentityIT {

  private static final String API = "/api/v1/account";
  private static final String PEM = "-----BEGIN PRIVATE KEY-----\nBODY\n-----END PRIVATE KEY-----";

  @Inject SessionTokens tokens;

  private final Lines lines = new Lines();
  private final Logger ours = Logger.getLogger("io.positionstream");

  @BeforeEach
  void listen() {
    ours.addHandler(lines);
  }

  @AfterEach
  void stopListening() {
    ours.removeHandler(lines);
  }

  @Test
  void theSameKeyIdInAnotherEnvironmentIsAnotherUser() {
    String keyId = fresh("key");

    String here = login(body(keyId)).jsonPath().getString("user_id");
    String there = login(body(keyId).put("environment", "demo")).jsonPath().getString("user_id");

    assertThat(there).isNotEqualTo(here);
  }

  @Test
  void aLoginCannotChooseItsUser() {
    String victim = login(body(fresh("key"))).jsonPath().getString("user_id");

    String user =
        login(body(fresh("key")).put("user_id", victim).put("sub", victim).put("id", victim))
            .jsonPath()
            .getString("user_id");

    assertThat(user).isNotEqualTo(victim);
  }

  @Test
  void aTokenThatMixesTwoUsersIsRefused() {
    JsonPath one = login(body(fresh("key"))).jsonPath();
    JsonPath two = login(body(fresh("key"))).jsonPath();
    UUID session = UUID.fromString(claims(two.getString("token")).getString("sid"));

    String mixed =
        tokens.issue(
            UUID.fromString(one.getString("user_id")), session, Audience.API, Duration.ofHours(1));

    given()
        .header("Authorization", "Bearer " + mixed)
        .post(API + "/sse/token")
        .then()
        .statusCode(401)
        .body("error", equalTo("session_ended"));
  }

  @Test
  void everyLoginBeginsASessionOfItsOwn() {
    String keyId = fresh("key");

    JsonObject one = claims(login(body(keyId)).jsonPath().getString("token"));
    JsonObject two = claims(login(body(keyId)).jsonPath().getString("token"));

    assertThat(two.getString("sub")).isEqualTo(one.getString("sub"));
    assertThat(two.getString("sid")).isNotEqualTo(one.getString("sid"));
    assertThat(two.getString("jti")).isNotEqualTo(one.getString("jti"));
  }

  @Test
  void aSessionTokenSaysNothingButWhoAndUntilWhen() {
    JsonObject claims = claims(login(body(fresh("key"))).jsonPath().getString("token"));

    assertThat(claims.fieldNames())
        .containsExactlyInAnyOrder("iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp");
  }

  @Test
  void loginsAndLogoutsAreLogged() {
    JsonPath login = login(body(fresh("key"))).jsonPath();
    given()
        .header("Authorization", "Bearer " + login.getString("token"))
        .delete(API + "/logout")
        .then()
        .statusCode(200);

    String user = login.getString("user_id");
    assertThat(lines.all())
        .anyMatch(line -> line.startsWith("session began") && line.contains(user))
        .anyMatch(line -> line.startsWith("account left status=logged_out") && line.contains(user));
  }

  @Test
  void refusedLoginsAreLoggedWithTheirReasonAndPeer() {
    login(body(fresh("refused"))).then().statusCode(401);

    assertThat(lines.all())
        .anyMatch(line -> line.startsWith("exchange failed error=invalid_credentials"))
        .anyMatch(
            line ->
                line.startsWith("request refused status=401 method=POST path=" + API)
                    && line.contains("peer=127.0.0.1"));
  }

  @Test
  void refusedAccessIsLoggedWithoutTheToken() {
    String token = login(body(fresh("key"))).jsonPath().getString("token");

    given().get(API + "/sse/positions?token=" + token).then().statusCode(401);
    given().header("Authorization", "Bearer " + token + "x").post(API + "/sse/token");

    assertThat(lines.all())
        .anyMatch(
            line -> line.startsWith("request refused status=401 method=GET path=" + API + "/sse"))
        .anyMatch(
            line -> line.startsWith("request refused status=401 method=POST path=" + API + "/sse"))
        .noneMatch(line -> line.contains(token.substring(0, 40)));
  }

  @Test
  void attemptsToForgeOrToOverfillARequestAreLogged() {
    given()
        .contentType(ContentType.JSON)
        .header("Sec-Fetch-Site", "cross-site")
        .body("{}")
        .post(API + "/authenticate");
    given().contentType(ContentType.JSON).body("{").post(API + "/authenticate");
    given().contentType(ContentType.JSON).body("x".repeat(70_000)).post(API + "/authenticate");

    for (int status : new int[] {403, 400, 413}) {
      assertThat(lines.all()).anyMatch(line -> line.startsWith("request refused status=" + status));
    }
  }

  @Test
  void ourOwnFaultsAreLoggedUnderTheIncidentTheCallerIsTold() {
    String incident = login(body(fresh("broken"))).jsonPath().getString("incident");

    assertThat(lines.all()).contains("request failed incident=" + incident);
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

  private static Response login(JsonObject body) {
    return given().contentType(ContentType.JSON).body(body.encode()).post(API + "/authenticate");
  }

  private static JsonObject claims(String token) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
  }

  /** What was logged meanwhile. */
  private static final class Lines extends Handler {

    private final List<String> heard = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord entry) {
      heard.add(entry instanceof ExtLogRecord ext ? ext.getFormattedMessage() : entry.getMessage());
    }

    synchronized List<String> all() {
      return List.copyOf(heard);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
