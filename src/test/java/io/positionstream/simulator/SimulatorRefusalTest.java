package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the simulator refuses, and in which words. */
class SimulatorRefusalTest extends RunningSimulator {

  @Test
  void refusesWhatTheRealOneRefuses() throws Exception {
    WireClient client = openAccount().client();

    HttpResponse<String> stale =
        client.get(PORTFOLIO + "/balance", System.currentTimeMillis() - 30_000, client.keyId());
    HttpResponse<String> unknown =
        client.get(PORTFOLIO + "/balance", System.currentTimeMillis(), "nobody");
    HttpResponse<String> foreign =
        client.get(
            PORTFOLIO + "/balance", System.currentTimeMillis(), openAccount().client().keyId());
    HttpResponse<String> missing = WireClient.plainGet(port, PORTFOLIO + "/balance");
    HttpResponse<String> tooMany = client.get(PORTFOLIO + "/fills?limit=1001");

    assertThat(stale.statusCode()).isEqualTo(401);
    assertThat(stale.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"header timestamp expired\"}}");
    assertThat(stale.headers().firstValue("Date")).isPresent();
    assertThat(error(unknown).getString("details")).isEqualTo("NOT_FOUND");
    assertThat(error(foreign).getString("details")).isEqualTo("INCORRECT_API_KEY_SIGNATURE");
    assertThat(error(missing).getString("code")).isEqualTo("signature_is_missing_from_headers");
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(json(tooMany).getString("msg"))
        .startsWith("Parameter validation failed for GetFills");
    assertThat(WireClient.plainGet(port, "/trade-api/v2/markets/NONE").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAnUpgradeThatIsNotSigned() throws Exception {
    Member member = openAccount();
    WireClient wrongKey =
        new WireClient(
            port, member.client().keyId(), RsaKeys.toPem(RsaKeys.generate().getPrivate()));

    assertThatThrownBy(wrongKey::connect)
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .extracting(e -> ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode())
        .isEqualTo(401);
  }

  @Test
  void refusesTheControlSurfaceToWebPages() throws Exception {
    assertThat(
            WireClient.plainGet(port, "/sim/v1/accounts/demo", "Origin", "http://127.0.0.1")
                .statusCode())
        .isEqualTo(403);
    assertThat(statusForHost("rebound.example")).contains(" 403 ");
    assertThat(statusForHost("localhost:" + port)).contains(" 200 ");
  }

  @Test
  void refusesNonsenseOnTheControlSurface() throws Exception {
    Member member = openAccount();
    String market = listMarket();

    assertThat(tradeStatus(member, market, "maybe", "1", "0.5")).isEqualTo(400);
    assertThat(tradeStatus(member, market, "yes", "1.001", "0.5")).isEqualTo(400);
    assertThat(tradeStatus(member, market, "yes", "0", "0.5")).isEqualTo(400);
    assertThat(tradeStatus(member, market, "yes", "1", "1.0000")).isEqualTo(400);
    assertThat(tradeStatus(member, "KXNONE", "yes", "1", "0.5")).isEqualTo(404);
    post("/markets/" + market + "/close", new JsonObject());
    assertThat(tradeStatus(member, market, "yes", "1", "0.5")).isEqualTo(409);
    JsonObject tooLong = new JsonObject().put("title", "x".repeat(70_000));
    assertThat(WireClient.control(port, "/markets", tooLong).statusCode()).isEqualTo(413);
    assertThat(WireClient.control(port, "/nonsense", new JsonObject()).statusCode()).isEqualTo(404);
  }

  private static int tradeStatus(
      Member member, String market, String side, String count, String price) throws Exception {
    return WireClient.control(
            port, "/accounts/" + member.id() + "/trades", terms(market, side, count, price))
        .statusCode();
  }

  private static String statusForHost(String host) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET /sim/v1/tape HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  private static JsonObject error(HttpResponse<String> response) {
    return json(response).getJsonObject("error");
  }
}
