package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order book of one level, and naming markets by id. */
class OrderbookTest extends InProcessFloor {
  private final Client client = connect();

  @Test
  void sendsTheBookAndThenItsChangesInNumbers() {
    exchange.quote(MARKET, "0.40", "0.45");
    subscribe(new JsonObject());
    exchange.quote(MARKET, "0.41", "0.45");
    exchange.close(MARKET);
    time.advance(Duration.ofSeconds(1));

    JsonObject snapshot = client.frames().get(1).getJsonObject("msg");
    assertThat(snapshot.getJsonArray("yes_dollars_fp"))
        .isEqualTo(new JsonArray("[[\"0.4000\",\"100.00\"]]"));
    assertThat(snapshot.getJsonArray("no_dollars_fp"))
        .isEqualTo(new JsonArray("[[\"0.5500\",\"100.00\"]]"));
    assertThat(deltas())
        .containsExactly(
            "yes 0.4000 -100.00", "yes 0.4100 100.00", "yes 0.4100 -100.00", "no 0.5500 -100.00");
    assertThat(client.frames().stream().skip(1).map(f -> f.getInteger("seq")))
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void sendsYesPricesOnBothSidesToThoseWhoWantThem() {
    exchange.quote(MARKET, "0.40", "0.45");
    subscribe(new JsonObject().put("use_yes_price", true));
    exchange.quote(MARKET, "0.40", "0.46");
    time.advance(Duration.ofSeconds(1));

    assertThat(client.frames().get(1).getJsonObject("msg").getJsonArray("no_dollars_fp"))
        .isEqualTo(new JsonArray("[[\"0.4500\",\"100.00\"]]"));
    assertThat(deltas()).containsExactly("no 0.4500 -100.00", "no 0.4600 100.00");
  }

  @Test
  void sendsTheBookAgainOnDemandWithoutKeysForEmptySides() {
    subscribe(new JsonObject());
    client.send(
        command("update_subscription")
            .put(
                "params",
                new JsonObject()
                    .put("sid", 1)
                    .put("action", "get_snapshot")
                    .put("market_tickers", new JsonArray().add(MARKET))));
    time.advance(Duration.ofSeconds(1));

    assertThat(client.types())
        .containsExactly("subscribed", "orderbook_snapshot", "orderbook_snapshot");
    assertThat(client.frames().getLast().getJsonObject("msg").fieldNames())
        .containsExactly("market_ticker", "market_id");
    assertThat(client.frames().getLast().getInteger("seq")).isEqualTo(2);
  }

  @Test
  void answersForSeveralBooks() {
    exchange.quote(MARKET, "0.40", "0.45");

    JsonObject books = json(REST + "/markets/orderbooks?tickers=" + MARKET + "&tickers=NONE");

    assertThat(books.getJsonArray("orderbooks")).hasSize(1);
    assertThat(
            books
                .getJsonArray("orderbooks")
                .getJsonObject(0)
                .getJsonObject("orderbook_fp")
                .getJsonArray("yes_dollars"))
        .isEqualTo(new JsonArray("[[\"0.4000\",\"100.00\"]]"));
    assertThat(get(REST + "/markets/orderbooks").status()).isEqualTo(400);
  }

  @Test
  void findsTickersByMarketId() {
    JsonArray ids = new JsonArray().add(Tickers.marketId(MARKET));
    client.send(
        command("subscribe")
            .put(
                "params",
                new JsonObject()
                    .put("channels", new JsonArray().add("ticker"))
                    .put("market_ids", ids)
                    .put("send_initial_snapshot", true)));
    client.send(
        command("subscribe")
            .put(
                "params",
                new JsonObject()
                    .put("channels", new JsonArray().add("fill"))
                    .put("market_ids", ids)));
    time.advance(Duration.ofSeconds(1));

    assertThat(client.types()).containsExactly("subscribed", "ticker", "error");
    assertThat(client.frames().get(2).getJsonObject("msg").getInteger("code")).isEqualTo(11);
  }

  private void subscribe(JsonObject more) {
    JsonObject params =
        new JsonObject()
            .put("channels", new JsonArray().add("orderbook_delta"))
            .put("market_ticker", MARKET)
            .mergeIn(more);
    client.send(command("subscribe").put("params", params));
    time.advance(Duration.ofSeconds(1));
  }

  private static JsonObject command(String name) {
    return new JsonObject().put("id", 1).put("cmd", name);
  }

  private List<String> deltas() {
    return client.frames().stream()
        .filter(f -> f.getString("type").equals("orderbook_delta"))
        .map(f -> f.getJsonObject("msg"))
        .map(
            m ->
                m.getString("side")
                    + " "
                    + m.getString("price_dollars")
                    + " "
                    + m.getString("delta_fp"))
        .toList();
  }
}
