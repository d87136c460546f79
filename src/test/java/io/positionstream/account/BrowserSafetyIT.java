package io.positionstream.account;

import static io.positionstream.account.GuardedProfile.ALLOWED;
import static io.positionstream.account.Logins.API;
import static io.positionstream.account.Logins.freshAddress;
import static io.positionstream.account.Logins.freshKey;
import static io.positionstream.account.Logins.from;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and what pages of other sites can make them do. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class BrowserSafetyIT {

  private static final String STREAM = API + "/sse/positions";

  private JsonPath login;

  @BeforeEach
  void login() {
    login = from(freshAddress(), freshKey("key")).jsonPath();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/q/health",
        "/nope",
        "/api/v1/nope",
        "/api/v1/account/authenticate",
        "/api/v1/account/positions",
        "/api/v1/account/sse/positions",
        "/probe/fault",
        "/probe/failed"
      })
  void everyAnswerTellsBrowsersToBeStrict(String path) {
    given()
        .get(path)
        .then()
        .header("Content-Security-Policy", containsString("default-src 'self'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Permissions-Policy", containsString("camera=()"))
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store")
        .header("Strict-Transport-Security", nullValue())
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Server", nullValue())
        .header("X-Powered-By", nullValue());
  }

  @Test
  void httpsIsForEver() {
    given()
        .header("X-Forwarded-Proto", "https")
        .get("/health")
        .then()
        .header("Strict-Transport-Security", containsString("max-age=31536000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, "/probe/stream"})
  void anotherSiteCannotOpenAStreamWithTheCookie(String path) {
    given()
        .cookie("session", login.getString("token"))
        .header("Sec-Fetch-Site", "cross-site")
        .get(path)
        .then()
        .statusCode(403)
        .body("error", equalTo("cross_site_request"));
    given()
        .cookie("session", login.getString("token"))
        .header("Origin", ALLOWED)
        .get(path)
        .then()
        .statusCode(403);
    given()
        .cookie("session", login.getString("token"))
        .header("Sec-Fetch-Site", "same-site")
        .get(path)
        .then()
        .statusCode(403);
  }

  @Test
  void anAllowedSiteOpensAStreamWithAToken() {
    String address = "/probe/stream?token=" + login.getString("stream_token");
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .header("Origin", ALLOWED)
        .get(address)
        .then()
        .statusCode(200);
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .header("Origin", "https://evil.example.org")
        .get(address)
        .then()
        .statusCode(403);
    given().header("Sec-Fetch-Site", "same-origin").get(address).then().statusCode(200);
  }

  @Test
  void anAllowedSiteMayReadTheStreamAndItsErrors() {
    given()
        .header("Origin", ALLOWED)
        .get(STREAM + "?token=nonsense")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", ALLOWED)
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Vary", "Origin");
    given()
        .header("Origin", "https://evil.example.org")
        .get(STREAM + "?token=nonsense")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .header("Origin", ALLOWED)
        .header("Access-Control-Request-Method", "GET")
        .options(STREAM)
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", ALLOWED)
        .header("Access-Control-Allow-Methods", "GET")
        .header("Access-Control-Allow-Headers", not(containsString("Authorization")));
  }

  @Test
  void anAllowedSiteMayReadNothingElse() {
    given()
        .header("Origin", ALLOWED)
        .get(API + "/positions")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .cookie("session", login.getString("token"))
        .header("Origin", ALLOWED)
        .delete(API + "/logout")
        .then()
        .statusCode(403)
        .body("error", equalTo("cross_site_request"));
  }
}
