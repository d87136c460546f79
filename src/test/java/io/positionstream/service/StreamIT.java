package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.stream.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of the running service, against the simulator. */
@QuarkusTest
class StreamIT {

  private static final Duration ONE_SECOND_AND_SLACK = Duration.ofMillis(2_500);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private String ticker;

  @BeforeEach
  void connectAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    client = new Client(port);
    client.authenticate(account);
    ticker = exchange.newMarket("KXSTREAM");
  }

  @Test
  void startsWithASnapshotAndThenAgreesWithRest() {
    try (Client.Stream stream = client.stream("")) {
      await().until(() -> stream.types().contains("snapshot"));
      assertThat(stream.raw()).startsWith("retry: ");
      trade("yes", "10.00", "0.4000");
      for (int cents = 41; cents < 60; cents++) {
        quote(cents);
      }
      await().untilAsserted(() -> assertThat(priceOf(client.positions())).isEqualTo(59));
      await().untilAsserted(() -> assertThat(stream.positions()).isEqualTo(positions()));
      assertThat(stream.types()).contains("fill", "position_update", "portfolio_update");
    }
  }

  @Test
  void resumesExactlyWhereTheClientLeftOff() {
    String cursor;
    try (Client.Stream stream = client.stream("")) {
      trade("yes", "10.00", "0.4000");
      await().until(() -> stream.facts().size() == 1);
      await().until(() -> stream.positions().size() == 1);
      cursor = stream.see(SseClient::lastEventId);
    }
    trade("no", "4.00", "0.5500");
    quote(50);

    try (Client.Stream back = client.stream(cursor)) {
      await().until(() -> back.facts().size() == 1);
      assertThat(back.types().getFirst()).isEqualTo("resumed");
      assertThat(back.facts().getFirst().get("effect").asText()).isEqualTo("close");
    }
  }

  @Test
  void aCursorOfAnotherRunGetsASnapshotInTheSameResponse() {
    try (Client.Stream stream = client.stream("abc-1-1")) {
      await().until(() -> !stream.types().isEmpty());
      assertThat(stream.types().getFirst()).isEqualTo("snapshot");
    }
  }

  @Test
  void carriesTheHeadersThatKeepProxiesFromHoldingItBack() {
    try (Client.Stream stream = client.stream("")) {
      var headers = stream.response().headers();
      assertThat(headers.firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store");
      assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
    }
  }

  @Test
  void beatsWhileNothingHappens() {
    try (Client.Stream stream = client.stream("")) {
      await().atMost(Duration.ofSeconds(10)).until(() -> stream.raw().contains("\n:\n\n"));
    }
  }

  @Test
  void logoutEndsTheStreamWithinASecond() {
    try (Client.Stream stream = client.stream("")) {
      await().until(() -> stream.types().contains("snapshot"));

      HttpResponse<String> loggedOut = client.delete("/logout");

      assertThat(loggedOut.body()).isEqualTo("{\"status\":\"logged_out\"}");
      await().atMost(ONE_SECOND_AND_SLACK).until(stream::isOver);
      assertThat(stream.raw()).contains("\"error\":\"session_ended\"");
      assertThat(client.get("/positions").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aStreamTokenOpensTheStreamAndNothingElse() {
    JsonNode session = client.authenticate(keyBody());
    String streamToken = session.get("stream_token").asText();
    client.token(streamToken);
    assertThat(client.get("/positions").statusCode()).isEqualTo(401);
    client.token("");
    assertThat(client.get("/sse/positions?token=nonsense").statusCode()).isEqualTo(401);
    try (Client.Stream stream = client.streamAt("/sse/positions?token=" + streamToken)) {
      await().until(() -> stream.types().contains("snapshot"));
    }
  }

  @Test
  void aBrowserOpensItWithItsCookie() {
    String session = client.token();
    client.token("");
    try (Client.Stream stream = client.streamWithCookie("session=" + session)) {
      await().until(() -> stream.types().contains("snapshot"));
    }
  }

  @Test
  void isOpenedWithGetOnly() {
    HttpResponse<String> refused = client.delete("/sse/positions");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.body()).contains("\"error\":\"method_not_allowed\"");
  }

  @Test
  void followsFiftyPositionsAndAHundredChanges() {
    List<String> tickers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      tickers.add(exchange.newMarket("KXFLOOR" + i));
      exchange.trade(account, tickers.get(i), "yes", "1.00", "0.4000");
    }
    await().until(() -> client.positions().get("positions").size() == 50);
    try (Client.Stream stream = client.stream("")) {
      await().until(() -> stream.positions().size() == 50);
      for (int change = 0; change < 100; change++) {
        ticker = tickers.get(change % 50);
        quote(11 + change % 80);
      }
      await().untilAsserted(() -> assertThat(stream.positions()).isEqualTo(positions()));
      await()
          .untilAsserted(
              () -> assertThat(stream.positions().get(ticker).get("bid").asInt()).isEqualTo(30));
    }
  }

  @Test
  void aStrangerIsRefusedWithAProblem() {
    client.token("");
    HttpResponse<String> refused = client.get("/sse/positions");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(refused.body()).contains("\"error\":\"not_authenticated\"");
  }

  private String keyBody() {
    return "{\"api_key\":\"%s\",\"private_key\":\"%s\",\"environment\":\"simulator\"}"
        .formatted(account.keyId(), account.pem().replace("\n", "\\n"));
  }

  private void trade(String side, String count, String yesPrice) {
    exchange.trade(account, ticker, side, count, yesPrice);
  }

  private void quote(int bidCents) {
    exchange.post(
        "/markets/" + ticker + "/quote",
        """
        {"yes_bid_dollars":"0.%d00","yes_bid_size_fp":"10.00","yes_ask_dollars":"0.%d00",
         "yes_ask_size_fp":"10.00","price_dollars":"0.%d00"}
        """
            .formatted(bidCents, bidCents + 2, bidCents));
  }

  private static int priceOf(JsonNode positions) {
    JsonNode held = positions.get("positions");
    return held.isEmpty() ? -1 : held.get(0).get("current_price").asInt(-1);
  }

  private Map<String, JsonNode> positions() {
    Map<String, JsonNode> byTicker = new TreeMap<>();
    client.positions().get("positions").forEach(p -> byTicker.put(p.get("ticker").asText(), p));
    return byTicker;
  }
}
