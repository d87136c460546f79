package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulator on a free port in a home of its own, and what a test does to it over the wire. */
@Timeout(20)
class RunningSimulator {
  static final String PORTFOLIO = "/trade-api/v2/portfolio";
  @TempDir static Path home;
  static int port;
  private static Vertx vertx;
  private static Simulator simulator;
  private static long seed;
  private static int listed;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    startSimulator();
  }

  @AfterAll
  static void stop() {
    stopSimulator();
    vertx.close();
  }

  /** Starts on the same home again; the tape stands still. */
  static void startSimulator() {
    Simulator.Settings settings = new Simulator.Settings(0, 0, home);
    simulator = new Simulator(vertx, settings, Clock.systemUTC(), new SplittableRandom(++seed));
    port = done(simulator.start());
  }

  static void stopSimulator() {
    done(simulator.stop());
  }

  static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  record Member(String id, String pem, WireClient client) {}

  static Member openAccount() throws Exception {
    JsonObject account = post("/accounts", new JsonObject().put("cash_dollars", "1000.00"));
    String pem = account.getString("private_key_pem");
    return new Member(
        account.getString("account_id"),
        pem,
        new WireClient(port, account.getString("key_id"), pem));
  }

  static String listMarket() throws Exception {
    String ticker = "KXWIRE-26-T" + ++listed;
    post(
        "/markets",
        new JsonObject()
            .put("market_ticker", ticker)
            .put("event_ticker", "KXWIRE-26")
            .put("title", "A question"));
    return ticker;
  }

  static JsonObject trade(
      String id, String market, String side, String count, String price, String fee)
      throws Exception {
    return post(
        "/accounts/" + id + "/trades", terms(market, side, count, price).put("fee_dollars", fee));
  }

  static JsonObject terms(String market, String side, String count, String price) {
    return new JsonObject()
        .put("market_ticker", market)
        .put("outcome_side", side)
        .put("count_fp", count)
        .put("yes_price_dollars", price);
  }

  static WireClient.Listener listening(WireClient client) throws Exception {
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

  static JsonObject truth(Member member) throws Exception {
    return json(WireClient.plainGet(port, "/sim/v1/accounts/" + member.id()));
  }

  static JsonObject post(String path, JsonObject body) throws Exception {
    HttpResponse<String> response = WireClient.control(port, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  static JsonObject json(HttpResponse<String> response) {
    return new JsonObject(response.body());
  }
}
