package io.positionstream.account;

import static io.positionstream.account.Logins.freshKey;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are too large, too slow, or meet a bug: raw sockets, as an attacker has them. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class RequestLimitsIT {

  private static final String LOGIN =
      "POST /api/v1/account/authenticate HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\n";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void aChunkedBodyThatIsTooLargeIsAnsweredWithAProblem() throws IOException {
    StringBuilder request = new StringBuilder(LOGIN).append("Transfer-Encoding: chunked\r\n\r\n");
    for (int chunk = 0; chunk < 9; chunk++) {
      request.append("2000\r\n").append("x".repeat(0x2000)).append("\r\n");
    }
    request.append("0\r\n\r\n");

    try (Socket socket = open(request.toString())) {
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 413")
          .containsIgnoringCase("content-type: application/problem+json")
          .containsIgnoringCase("x-content-type-options: nosniff")
          .contains("\"error\":\"payload_too_large\"");
    }
  }

  @Test
  void aChunkedBodyOfGoodSizeIsRead() throws IOException {
    String body = Logins.body(freshKey("refused"));
    String request =
        LOGIN
            + "X-Forwarded-For: "
            + Logins.freshAddress()
            + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(body.length())
            + "\r\n"
            + body
            + "\r\n0\r\n\r\n";
    try (Socket socket = open(request)) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 401").contains("invalid_credentials");
    }
  }

  @Test
  void aBodyThatIsAnnouncedWithExpectIsAskedFor() throws IOException {
    String body = Logins.body(freshKey("refused"));
    String head =
        LOGIN
            + "X-Forwarded-For: "
            + Logins.freshAddress()
            + "\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    try (Socket socket = open(head)) {
      byte[] first = new byte[12];
      assertThat(socket.getInputStream().readNBytes(first, 0, 12)).isEqualTo(12);
      assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
      socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      assertThat(answer(socket)).contains("invalid_credentials");
    }
  }

  @Test
  void headersThatAreTooLargeAreAnsweredWithAProblem() {
    given()
        .header("X-Large", "x".repeat(20_000))
        .get("/health")
        .then()
        .statusCode(431)
        .contentType("application/problem+json")
        .header("X-Content-Type-Options", "nosniff")
        .body("error", equalTo("headers_too_large"));
    given().header("X-Large", "x".repeat(40_000)).get("/health").then().statusCode(431);
  }

  @Test
  @Timeout(30)
  void aBodyThatDribblesIsCutOff() throws IOException {
    try (Socket socket = open(LOGIN + "Content-Length: 1000\r\n\r\n{")) {
      assertThat(dribble(socket, ' '))
          .startsWith("HTTP/1.1 408")
          .contains("\"error\":\"request_timeout\"");
    }
  }

  @Test
  @Timeout(30)
  void aHeadThatDribblesIsCutOff() throws IOException {
    try (Socket socket = open("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")) {
      assertThat(dribble(socket, 'x')).isEmpty();
    }
  }

  @Test
  @Timeout(30)
  void theSecondHeadOfAConnectionIsAwaitedNoLongerThanTheFirst() throws IOException {
    String first = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Socket socket = open(first + "GET /health HTTP/1.1\r\nX-Slow: ")) {
      assertThat(dribble(socket, 'x')).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"UP\"}");
    }
  }

  @Test
  void aBugInAPlainRouteIsAProblemWithANumber() {
    for (String path : new String[] {"/probe/fault", "/probe/failed"}) {
      given()
          .accept(ContentType.ANY)
          .get(path)
          .then()
          .statusCode(500)
          .contentType("application/problem+json")
          .header("Cache-Control", "no-store")
          .body("error", equalTo("internal_error"))
          .body("incident", notNullValue())
          .body(not(Matchers.containsString("bug")))
          .body(not(Matchers.containsString("java")));
    }
  }

  @Test
  void halfAnAnswerNeverLooksWhole() throws IOException {
    try (Socket socket = open("GET /probe/half HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(answer(socket)).contains("half").doesNotContain("\r\n0\r\n");
    }
  }

  private Socket open(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Sends a byte whenever nothing came for a while, until the server has had enough. */
  private static String dribble(Socket socket, char drop) throws IOException {
    socket.setSoTimeout(100);
    StringBuilder received = new StringBuilder();
    while (true) {
      try {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return received.toString();
        }
        received.append((char) next);
      } catch (SocketTimeoutException e) {
        socket.getOutputStream().write(drop);
      } catch (IOException reset) {
        return received.toString();
      }
    }
  }
}
