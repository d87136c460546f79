package io.positionstream.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The simulator's control surface, as a test uses it. */
final class SimulatedExchange {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String base;

  SimulatedExchange(int port) {
    this.base = "http://127.0.0.1:" + port + "/sim/v1";
  }

  /** A fresh account and its key. */
  record Account(String id, String keyId, String pem) {}

  Account newAccount(String cash) {
    JsonNode made = post("/accounts", "{\"cash_dollars\":\"" + cash + "\"}");
    return new Account(
        made.get("account_id").asText(),
        made.get("key_id").asText(),
        made.get("private_key_pem").asText());
  }

  /** A fresh open market of its own event; its ticker begins with {@code prefix}. */
  String newMarket(String prefix) {
    String event = prefix + System.nanoTime();
    post(
        "/markets",
        """
        {"market_ticker":"%s-A","event_ticker":"%s","title":"%s","mutually_exclusive":false,
         "close_time":"2099-01-01T00:00:00Z"}
        """
            .formatted(event, event, prefix));
    return event + "-A";
  }

  JsonNode trade(Account account, String ticker, String side, String count, String yesPrice) {
    return post(
        "/accounts/" + account.id() + "/trades",
        """
        {"market_ticker":"%s","outcome_side":"%s","count_fp":"%s","yes_price_dollars":"%s",
         "fee_dollars":"0.01","is_taker":true}
        """
            .formatted(ticker, side, count, yesPrice));
  }

  /** Moves their prices in turn, at a constant rate; takes the place of an earlier load. */
  void tick(List<String> tickers, int ticksPerSecond, Duration lasts) {
    post(
        "/load",
        new JsonObject()
            .put("market_tickers", tickers)
            .put("ticks_per_second", ticksPerSecond)
            .put("seconds", lasts.toSeconds())
            .encode());
  }

  /** What the exchange itself holds of an account. */
  JsonNode truth(String account) {
    return get("/accounts/" + account);
  }

  JsonNode get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  JsonNode post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  JsonNode delete(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE().build());
  }

  private static JsonNode send(HttpRequest request) {
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new AssertionError(
            request.uri() + ": " + response.statusCode() + " " + response.body());
      }
      return response.body().isBlank() ? Scenario.json("{}") : Scenario.json(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
