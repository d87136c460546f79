package io.positionstream.account;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Logins at the stub exchange, from addresses that the trusted proxy reports, and their tokens. */
final class Logins {

  static final String API = "/api/v1/account";

  /** Ends by no clock of a test. */
  static final Instant NEXT_YEAR = Instant.now().plus(Duration.ofDays(365));

  private static final AtomicInteger LAST = new AtomicInteger();

  private Logins() {}

  /** An address nobody else has in this run. */
  static String freshAddress() {
    int n = LAST.incrementAndGet();
    return "198.18." + n / 256 + "." + n % 256;
  }

  static String freshKey(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  static Response from(String address, String keyId) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", address)
        .body(body(keyId))
        .post(API + "/authenticate");
  }

  static String body(String keyId) {
    return new JsonObject()
        .put("api_key", keyId)
        .put(
            "private_key", "-----BEGIN PRIVATE KEY-----\nTHE-PEM-BODY\n-----END PRIVATE KEY-----\n")
        .put("environment", "simulator")
        .encode();
  }

  static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  /** The session that a token is for. */
  static UUID session(String token) {
    String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    return UUID.fromString(new JsonObject(claims).getString("sid"));
  }
}
