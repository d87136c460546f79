package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The simulator from outside, over its real port. */
class SimulatorWireTest extends RunningSimulator {

  @Test
  void givesANewcomerADemoAccountWithPositions() throws Exception {
    Path key = home.resolve(DemoKey.KEY_FILE);
    WireClient demo =
        new WireClient(
            port, Files.readString(home.resolve(DemoKey.ID_FILE)).strip(), Files.readString(key));

    JsonObject positions = json(demo.get(PORTFOLIO + "/positions?limit=1000"));
    JsonObject keys = json(demo.get("/trade-api/v2/api_keys"));

    assertThat(positions.getJsonArray("market_positions")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(positions.getString("cursor")).isEmpty();
    assertThat(keys.getJsonArray("api_keys").getJsonObject(0).getJsonArray("scopes"))
        .isEqualTo(new JsonArray().add("read"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
  }

  @Test
  void tellsATradeOnTheSocketAndByRest() throws Exception {
    String market = listMarket();
    Member member = openAccount();
    WireClient.Listener socket = listening(member.client());

    JsonObject fill = trade(member.id(), market, "no", "10.00", "0.4800", "0.0175");

    await().atMost(Duration.ofSeconds(3)).until(() -> socket.ofType("market_position").size() == 1);
    JsonObject wire = socket.ofType("fill").getFirst().getJsonObject("msg");
    assertThat(wire.getString("trade_id")).isEqualTo(fill.getString("trade_id"));
    assertThat(wire.getString("post_position_fp")).isEqualTo("-10.00");
    assertThat(wire.getString("book_side")).isEqualTo("ask");
    assertThat(socket.frames).allMatch(f -> f.endsWith("}\n"));
    JsonObject position = socket.ofType("market_position").getFirst().getJsonObject("msg");
    assertThat(position.getString("position_cost_dollars")).isEqualTo("5.200000");
    JsonObject row =
        json(member.client().get(PORTFOLIO + "/positions"))
            .getJsonArray("market_positions")
            .getJsonObject(0);
    assertThat(row.getString("market_exposure_dollars")).isEqualTo("5.200000");
    assertThat(row.getString("last_updated_ts")).isEqualTo(fill.getString("created_time"));
    JsonObject balance = json(member.client().get(PORTFOLIO + "/balance"));
    assertThat(balance.getString("balance_dollars")).isEqualTo("994.7825");
    assertThat(balance.getInteger("balance")).isEqualTo(99_478);
    assertThat(balance.getInteger("portfolio_value")).isEqualTo(520);
    socket.close();
  }

  @Test
  void tellsOfSettlementAndRemovesTheRow() throws Exception {
    String market = listMarket();
    Member member = openAccount();
    trade(member.id(), market, "yes", "2.00", "0.4000", "0.0000");
    WireClient.Listener socket = listening(member.client());

    post("/markets/" + market + "/determine", new JsonObject().put("result", "yes"));
    post("/markets/" + market + "/settle", new JsonObject());

    await().atMost(Duration.ofSeconds(3)).until(() -> socket.ofType("market_position").size() == 1);
    assertThat(
            socket
                .ofType("market_position")
                .getFirst()
                .getJsonObject("msg")
                .getString("position_fp"))
        .isEqualTo("0.00");
    assertThat(socket.ofType("market_lifecycle_v2"))
        .extracting(f -> f.getJsonObject("msg").getString("event_type"))
        .contains("determined", "settled");
    assertThat(json(member.client().get(PORTFOLIO + "/positions")).getJsonArray("market_positions"))
        .isEmpty();
    JsonObject row =
        json(member.client().get(PORTFOLIO + "/settlements"))
            .getJsonArray("settlements")
            .getJsonObject(0);
    assertThat(row.getInteger("revenue")).isEqualTo(200);
    JsonObject shown =
        json(WireClient.plainGet(port, "/trade-api/v2/markets/" + market)).getJsonObject("market");
    assertThat(shown.getString("status")).isEqualTo("finalized");
    assertThat(shown.getString("yes_ask_size_fp")).isEqualTo("0.00");
    socket.close();
  }

  @Test
  void servesKeysOfBothKindsAndTellsTheirScopes() throws Exception {
    JsonObject made =
        post(
            "/accounts",
            new JsonObject()
                .put("key_type", "ed25519")
                .put("scopes", new JsonArray().add("read").add("write::trade")));
    String path = "/trade-api/v2/api_keys";
    String[] headers =
        Signing.headers(
                made.getString("key_id"),
                made.getString("private_key_pem"),
                "GET",
                path,
                Instant.now())
            .entrySet()
            .stream()
            .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
            .toArray(String[]::new);

    JsonObject keys = json(WireClient.plainGet(port, path, headers));

    assertThat(made.getString("private_key_pem")).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(keys.getJsonArray("api_keys").getJsonObject(0).getJsonArray("scopes"))
        .isEqualTo(new JsonArray().add("read").add("write::trade"));
    assertThat(
            WireClient.control(port, "/accounts", new JsonObject().put("key_type", "dsa"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void acceptsCompressionWhenAClientOffersIt() throws Exception {
    Member member = openAccount();
    StringBuilder request =
        new StringBuilder("GET " + Protocol.SOCKET_PATH + " HTTP/1.1\r\nHost: localhost\r\n")
            .append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
            .append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n")
            .append("Sec-WebSocket-Extensions: permessage-deflate\r\n");
    Signing.headers(
            member.client().keyId(), member.pem(), "GET", Protocol.SOCKET_PATH, Instant.now())
        .forEach((name, value) -> request.append(name + ": " + value + "\r\n"));

    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      List<String> lines = new ArrayList<>();
      for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
        lines.add(line.toLowerCase(Locale.ROOT));
      }

      assertThat(lines.getFirst()).contains(" 101 ");
      assertThat(lines).anyMatch(l -> l.startsWith("sec-websocket-extensions: permessage-deflate"));
    }
  }

  @Test
  void pagesFillsNewestFirst() throws Exception {
    String market = listMarket();
    Member member = openAccount();
    for (int i = 1; i <= 3; i++) {
      trade(member.id(), market, "yes", i + ".00", "0.1000", "0.0000");
    }

    JsonObject one = json(member.client().get(PORTFOLIO + "/fills?limit=2"));
    JsonObject two =
        json(member.client().get(PORTFOLIO + "/fills?limit=2&cursor=" + one.getString("cursor")));

    assertThat(one.getJsonArray("fills").getJsonObject(0).getString("count_fp")).isEqualTo("3.00");
    assertThat(two.getJsonArray("fills")).hasSize(1);
    assertThat(two.getString("cursor")).isEmpty();
  }

  @Test
  void goesOnAfterARestartAndServesAReconnectingClient() throws Exception {
    String market = listMarket();
    Member member = openAccount();
    trade(member.id(), market, "yes", "5.00", "0.4000", "0.0500");
    post("/accounts/" + member.id() + "/cash", new JsonObject().put("amount_dollars", "25.00"));
    WireClient.Listener socket = listening(member.client());
    JsonObject before = truth(member);

    stopSimulator();
    socket.closed.orTimeout(3, TimeUnit.SECONDS).join();
    startSimulator();

    JsonObject after = truth(member);
    assertThat(after)
        .isEqualTo(before.put("connections", 0).put("connection_numbers", new JsonArray()));
    WireClient again = new WireClient(port, member.client().keyId(), member.pem());
    WireClient.Listener second = listening(again);
    trade(member.id(), market, "no", "2.00", "0.4500", "0.0100");
    await().atMost(Duration.ofSeconds(3)).until(() -> second.ofType("fill").size() == 1);
    assertThat(second.ofType("fill").getFirst().getJsonObject("msg").getString("post_position_fp"))
        .isEqualTo("3.00");
    assertThat(truth(member).getInteger("connections")).isEqualTo(1);
    second.close();
  }
}
