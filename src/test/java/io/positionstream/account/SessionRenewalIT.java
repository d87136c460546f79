package io.positionstream.account;

import static io.positionstream.account.Logins.API;
import static io.positionstream.account.Logins.NEXT_YEAR;
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

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session's day: 20 hours of peace, 4 in which it slides, and its end. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class SessionRenewalIT {

  private static final Duration TWENTY_HOURS = Duration.ofHours(20);

  @Inject TestClock clock;
  @Inject Pool pool;
  @Inject SessionPurge purge;
  @Inject SessionEnds ends;

  private String token;
  private String streamToken;

  @BeforeEach
  void login() {
    Response login = from(freshAddress(), freshKey("key"));
    token = login.jsonPath().getString("token");
    streamToken = login.jsonPath().getString("stream_token");
  }

  @AfterEach
  void comeBackToThePresent() {
    clock.ahead(Duration.ZERO);
  }

  @Test
  void aYoungTokenIsLeftAlone() {
    clock.ahead(TWENTY_HOURS.minusMinutes(1));

    bearer(token).then().statusCode(200).header("X-Session-Token", nullValue());
  }

  @Test
  void anOldBearerTokenIsReplacedAndTheSessionLivesOn() {
    clock.ahead(TWENTY_HOURS.plusSeconds(1));
    String renewed = bearer(token).then().statusCode(200).extract().header("X-Session-Token");

    clock.ahead(Duration.ofHours(25));

    bearer(token).then().statusCode(401).body("error", equalTo("session_expired"));
    bearer(renewed).then().statusCode(200).header("X-Session-Token", nullValue());
  }

  @Test
  void anOldCookieIsReplacedByACookie() {
    clock.ahead(TWENTY_HOURS.plusSeconds(1));

    Response response = given().cookie("session", token).post(API + "/sse/token");

    response
        .then()
        .statusCode(200)
        .header("X-Session-Token", nullValue())
        .header("Set-Cookie", containsString("Max-Age=86400"));
    assertThat(session(response.cookie("session"))).isEqualTo(session(token));
  }

  @Test
  void openingAStreamCounts() {
    clock.ahead(TWENTY_HOURS.plusSeconds(1));
    given()
        .cookie("session", token)
        .get("/probe/stream")
        .then()
        .statusCode(200)
        .header("Set-Cookie", containsString("session="));
    given().get("/probe/stream?token=" + streamToken).then().statusCode(200);

    assertThat(hoursLeftFromNow()).isBetween(43, 44);
  }

  @Test
  void anUnusedSessionEnds() {
    clock.ahead(Duration.ofHours(24).plusSeconds(31));

    bearer(token).then().statusCode(401).body("error", equalTo("session_expired"));
    given()
        .get("/probe/stream?token=" + streamToken)
        .then()
        .statusCode(401)
        .body("error", equalTo("session_expired"));
  }

  @Test
  void noRenewalOutlivesTheLongestLife() {
    beganAgo(Duration.ofDays(29));
    clock.ahead(TWENTY_HOURS.plusSeconds(1));
    String renewed = bearer(token).then().statusCode(200).extract().header("X-Session-Token");
    assertThat(leftOfTheLongestLife()).isBetween(0, 1);

    clock.ahead(Duration.ofHours(24).minusMinutes(1));
    bearer(renewed).then().statusCode(200).header("X-Session-Token", nullValue());
    clock.ahead(Duration.ofHours(24).plusSeconds(1));

    bearer(renewed).then().statusCode(401).body("error", equalTo("session_expired"));
  }

  @Test
  void theLongestLifeBindsSessionsThatWereRenewedFurther() {
    var heard = new AtomicReference<EndReason>();
    beganAgo(Duration.ofDays(30));

    try (var _ = ends.watch(session(token), NEXT_YEAR, heard::set)) {
      bearer(token).then().statusCode(401).body("error", equalTo("session_expired"));
      await().untilAtomic(heard, equalTo(EndReason.SESSION_EXPIRED));
    }
  }

  @Test
  void sessionsThatExpiredLongAgoAreDeleted() {
    clock.ahead(Duration.ofDays(7));
    purge.purge().await().indefinitely();
    assertThat(rows()).isOne();

    clock.ahead(Duration.ofDays(8).plusMinutes(1));
    purge.purge().await().indefinitely();

    assertThat(rows()).isZero();
  }

  private static Response bearer(String shown) {
    return given().header("Authorization", "Bearer " + shown).post(API + "/sse/token");
  }

  private void beganAgo(Duration age) {
    pool.preparedQuery("UPDATE sessions SET created_at = $2 WHERE id = $1")
        .executeAndAwait(
            Tuple.of(session(token), clock.instant().minus(age).atOffset(ZoneOffset.UTC)));
  }

  /** Seconds between the end of the session and the end of the 30 days it may last. */
  private int leftOfTheLongestLife() {
    return pool.preparedQuery(
            "SELECT ceil(extract(epoch FROM created_at + interval '30 days' - expires_at))::int"
                + " FROM sessions WHERE id = $1")
        .executeAndAwait(Tuple.of(session(token)))
        .iterator()
        .next()
        .getInteger(0);
  }

  private int hoursLeftFromNow() {
    return pool.preparedQuery(
            "SELECT (extract(epoch FROM expires_at - now()) / 3600)::int FROM sessions WHERE id = $1")
        .executeAndAwait(Tuple.of(session(token)))
        .iterator()
        .next()
        .getInteger(0);
  }

  private long rows() {
    return pool.preparedQuery("SELECT count(*) FROM sessions WHERE id = $1")
        .executeAndAwait(Tuple.of(session(token)))
        .iterator()
        .next()
        .getLong(0);
  }
}
