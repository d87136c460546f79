package io.positionstream.account;

import static io.positionstream.account.Logins.freshAddress;
import static io.positionstream.account.Logins.freshKey;
import static io.positionstream.account.Logins.from;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The real limits of logins, with figures small enough to be met. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class LoginLimitsIT {

  @Inject StubExchange exchange;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void anAddressThatTriesTooOftenIsToldWhenToComeBack() {
    String address = freshAddress();
    for (int i = 0; i < 6; i++) {
      from(address, freshKey("down")).then().statusCode(503);
    }

    tooMany(from(address, freshKey("key")));
    from(freshAddress(), freshKey("key")).then().statusCode(200);
  }

  @Test
  void aRefusedLoginIsNotReadAndKeepsItsConnection() throws IOException {
    String address = freshAddress();
    for (int i = 0; i < 6; i++) {
      from(address, freshKey("down")).then().statusCode(503);
    }
    String head =
        "POST /api/v1/account/authenticate HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: "
            + address
            + "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n";

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      send(socket, head + "\r\n");
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII)).endsWith(" 429");
      send(socket, "no object" + head + "Connection: close\r\n\r\nno object");
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .contains("\r\n\r\n{", "HTTP/1.1 429", "too_many_requests");
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  @Test
  void anAddressWrittenInAnotherWayIsNoWayRoundTheLimits() {
    String address = freshAddress();
    for (int i = 0; i < 6; i++) {
      from(address, freshKey("down")).then().statusCode(503);
    }

    int status =
        given()
            .urlEncodingEnabled(false)
            .contentType(ContentType.JSON)
            .header("X-Forwarded-For", address)
            .body(Logins.body(freshKey("key")))
            .post("/api/v1/account/%61uthenticate")
            .statusCode();

    assertThat(status).isIn(401, 404, 429);
  }

  @Test
  void neighboursInOneIpv6NetworkAreOne() {
    for (int i = 0; i < 6; i++) {
      from("2001:db8:7:7::" + i, freshKey("down")).then().statusCode(503);
    }

    tooMany(from("2001:db8:7:7:ffff::1", freshKey("key")));
    from("2001:db8:7:8::1", freshKey("key")).then().statusCode(200);
  }

  @Test
  void whatAClientClaimsToHaveBeenForwardedForIsNotBelieved() {
    String address = freshAddress();
    for (int i = 0; i < 6; i++) {
      from(freshAddress() + ", " + address, freshKey("down")).then().statusCode(503);
    }

    tooMany(from(freshAddress() + ", " + address, freshKey("key")));
  }

  @Test
  void aKeyIdIsLimitedFromWhereverItComes() {
    String key = freshKey("down");
    for (int i = 0; i < 4; i++) {
      from(freshAddress(), key).then().statusCode(503);
    }

    tooMany(from(freshAddress(), key));
  }

  @Test
  void aKeyThatIsRefusedAgainAndAgainIsLockedWhereThatHappens() {
    String address = freshAddress();
    String key = freshKey("refused");
    from(address, key).then().statusCode(401);
    from(address, key).then().statusCode(401);

    Response locked = tooMany(from(address, key));

    assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(290, 300);
    from(address, freshKey("key")).then().statusCode(200);
    from(freshAddress(), key).then().statusCode(401);
  }

  @Test
  void anAddressThatTriesManyWrongKeysIsLocked() {
    String address = freshAddress();
    for (int i = 0; i < 5; i++) {
      from(address, freshKey("refused")).then().statusCode(401);
    }

    Response locked = tooMany(from(address, freshKey("key")));

    assertThat(Integer.parseInt(locked.header("Retry-After"))).isGreaterThan(200);
  }

  @Test
  void onlySoManyKeysAreTriedAtATime() {
    var first = waitingLogin();
    var second = waitingLogin();
    await().until(() -> exchange.waiting() == 2);

    from(freshAddress(), freshKey("key"))
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("error", equalTo("service_unavailable"));

    exchange.release();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    from(freshAddress(), freshKey("key")).then().statusCode(200);
  }

  private static CompletableFuture<Response> waitingLogin() {
    return CompletableFuture.supplyAsync(
        () -> from(freshAddress(), freshKey("waiting")), Thread::startVirtualThread);
  }

  private static Response tooMany(Response response) {
    response
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("error", equalTo("too_many_requests"));
    assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
    return response;
  }
}
