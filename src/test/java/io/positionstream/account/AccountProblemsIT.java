package io.positionstream.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StubProfile.class)
class AccountProblemsIT {

  private static final String LOGIN = "/api/v1/account/authenticate";

  @ParameterizedTest
  @CsvSource({
    "refused,401,invalid_credentials",
    "restricted,403,key_restricted",
    "down,503,exchange_unavailable",
    "late,504,exchange_timeout",
    "odd,502,exchange_error"
  })
  void tellsEveryFailureOfTheExchange(String kind, int status, String code) {
    problem(body(kind + "-" + UUID.randomUUID(), "-----BEGIN PRIVATE KEY-----"), status, code);
  }

  @Test
  void givesFaultsOfOurOwnANumber() {
    problem(body("broken-1", "-----BEGIN PRIVATE KEY-----"), 500, "internal_error")
        .body("incident", notNullValue())
        .body("message", not(containsString("bug")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"api_key\":", "not json", "{\"api_key\":\"a\",}"})
  void explainsMalformedJson(String body) {
    problem(body, 400, "invalid_request")
        .body("message", containsString("not valid JSON"))
        .body("message", not(containsString("java")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "17"})
  void wantsAnObject(String body) {
    problem(body, 400, "invalid_request").body("message", not(containsString("LoginRequest")));
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    problem("{\"environment\":\"mars\",\"subaccount\":-1}", 400, "invalid_request")
        .body("violations.field", hasItems("environment", "subaccount", "api_key", "private_key"))
        .body("violations.message", hasItem("must be one of demo, simulator"));
    problem("{\"subaccount\":\"many\"}", 400, "invalid_request")
        .body("violations.field", hasItem("subaccount"))
        .body("violations.message", hasItem("must be a whole number in range"));
    problem("{\"api_key\":{}}", 400, "invalid_request")
        .body("violations.field", hasItem("api_key"));
    problem("", 400, "invalid_request");
  }

  @Test
  void refusesWhatIsNoPem() {
    problem(body("key-1", "hello"), 400, "invalid_private_key");
  }

  @Test
  void refusesOtherMediaTypes() {
    given()
        .contentType(ContentType.TEXT)
        .body("hello")
        .post(LOGIN)
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("error", equalTo("unsupported_media_type"));
    given()
        .contentType(ContentType.JSON)
        .accept("text/html")
        .body("{}")
        .post(LOGIN)
        .then()
        .statusCode(406)
        .contentType("application/problem+json")
        .body("error", equalTo("not_acceptable"));
  }

  @Test
  void refusesWrongMethodsAndAddresses() {
    given().get(LOGIN).then().statusCode(405).body("error", equalTo("method_not_allowed"));
    given().get("/api/v1/account/nope").then().statusCode(404).body("error", equalTo("not_found"));
  }

  @Test
  void refusesHugeBodies() {
    problem(body("key-1", "x".repeat(70_000)), 413, "payload_too_large");
  }

  @Test
  void refusesRequestsOfOtherSites() {
    given()
        .contentType(ContentType.JSON)
        .header("Sec-Fetch-Site", "cross-site")
        .body("{}")
        .post(LOGIN)
        .then()
        .statusCode(403)
        .body("error", equalTo("cross_site_request"));
    given()
        .contentType(ContentType.JSON)
        .header("Origin", "https://evil.example")
        .body("{}")
        .post(LOGIN)
        .then()
        .statusCode(403);
    given()
        .cookie("session", "whatever")
        .header("Origin", "https://evil.example")
        .delete("/api/v1/account/logout")
        .then()
        .statusCode(403)
        .body("error", equalTo("cross_site_request"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi"})
  void letsNobodyInWithoutASession(String authorization) {
    given()
        .header("Authorization", authorization)
        .post("/api/v1/account/sse/token")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("Cache-Control", "no-store")
        .body("error", equalTo("not_authenticated"));
  }

  private static ValidatableResponse problem(String body, int status, String code) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post(LOGIN)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .header("Cache-Control", "no-store")
        .body("status", equalTo(status))
        .body("error", equalTo(code))
        .body("message", notNullValue());
  }

  private static String body(String keyId, String pem) {
    return "{\"api_key\":\"%s\",\"private_key\":\"%s\",\"environment\":\"simulator\"}"
        .formatted(keyId, pem);
  }
}
