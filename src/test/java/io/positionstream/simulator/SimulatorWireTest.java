package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The simulator from outside, over its real ports. */
@Timeout(20)
class SimulatorWireTest {
  private static final String PORTFOLIO = "/trade-api/v2/portfolio";
  private static final Vertx VERTX = Vertx.vertx();
  @TempDir private static Path home;
  private static Simulator simulator;
  private static int port;
  private static long seed;
  private static int listed;

  @BeforeAll
  static void start() {
    simulator =
        new Simulator(
            VERTX,
            new Simulator.Settings(0, 0, home),
            Clock.systemUTC(),
            new SplittableRandom(++seed));
    port = done(simulator.start());
  }

  @AfterAll
  static void stop() {
    stopSimulator();
    VERTX.close();
  }

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
    assertThat(WireClient.control(port, "/faults", new JsonObject()).statusCode()).isEqualTo(404);
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
    start();

    JsonObject after = truth(member);
    assertThat(after).isEqualTo(before.put("connections", 0));
    WireClient again = new WireClient(port, member.client().keyId(), member.pem());
    WireClient.Listener second = listening(again);
    trade(member.id(), market, "no", "2.00", "0.4500", "0.0100");
    await().atMost(Duration.ofSeconds(3)).until(() -> second.ofType("fill").size() == 1);
    assertThat(second.ofType("fill").getFirst().getJsonObject("msg").getString("post_position_fp"))
        .isEqualTo("3.00");
    assertThat(truth(member).getInteger("connections")).isEqualTo(1);
    second.close();
  }

  private static void stopSimulator() {
    done(simulator.stop());
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private record Member(String id, String pem, WireClient client) {}

  private static Member openAccount() throws Exception {
    JsonObject account = post("/accounts", new JsonObject().put("cash_dollars", "1000.00"));
    String pem = account.getString("private_key_pem");
    return new Member(
        account.getString("account_id"),
        pem,
        new WireClient(port, account.getString("key_id"), pem));
  }

  private static String listMarket() throws Exception {
    String ticker = "KXWIRE-26-T" + ++listed;
    post(
        "/markets",
        new JsonObject()
            .put("market_ticker", ticker)
            .put("event_ticker", "KXWIRE-26")
            .put("title", "A question"));
    return ticker;
  }

  private static JsonObject trade(
      String id, String market, String side, String count, String price, String fee)
      throws Exception {
    return post(
        "/accounts/" + id + "/trades", terms(market, side, count, price).put("fee_dollars", fee));
  }

  private static int tradeStatus(
      Member member, String market, String side, String count, String price) throws Exception {
    return WireClient.control(
            port, "/accounts/" + member.id() + "/trades", terms(market, side, count, price))
        .statusCode();
  }

  private static JsonObject terms(String market, String side, String count, String price) {
    return new JsonObject()
        .put("market_ticker", market)
        .put("outcome_side", side)
        .put("count_fp", count)
        .put("yes_price_dollars", price);
  }

  private static WireClient.Listener listening(WireClient client) throws Exception {
    WireClient.Listener socket = client.connect();
    JsonArray channels =
        new JsonArray().add("fill").add("market_positions").add("market_lifecycle_v2");
    socket.send(
        new JsonObject()
            .put("id", 1)
            .put("cmd", "subscribe")
            .put("params", new JsonObject().put("channels", channels)));
    await().atMost(Duration.ofSeconds(3)).until(() -> socket.ofType("subscribed").size() == 3);
    return socket;
  }

  private static JsonObject truth(Member member) throws Exception {
    return json(WireClient.plainGet(port, "/sim/v1/accounts/" + member.id()));
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

  private static JsonObject post(String path, JsonObject body) throws Exception {
    HttpResponse<String> response = WireClient.control(port, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static JsonObject error(HttpResponse<String> response) {
    return json(response).getJsonObject("error");
  }

  private static JsonObject json(HttpResponse<String> response) {
    return new JsonObject(response.body());
  }
}
