package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Synthetic load. */
class LoadTest extends InProcessFloor {

  @Test
  void ticksAtAConstantRateAndEndsByItself() {
    Client client = listening("ticker");

    JsonArray tickers = start(4, 500, 3).getJsonArray("market_tickers");
    time.advance(Duration.ofMillis(1030));
    assertThat(client.texts).hasSizeBetween(500, 515);

    time.advance(Duration.ofMinutes(1));
    assertThat(client.texts).hasSize(1500);
    assertThat(show())
        .isEqualTo(
            new JsonObject()
                .put("running", false)
                .put("sent", 1500)
                .put("total", 1500)
                .put("market_tickers", tickers));
    assertThat(client.frames().stream().map(f -> f.getJsonObject("msg").getString("market_ticker")))
        .startsWith("KXLOAD-1-M1", "KXLOAD-1-M2", "KXLOAD-1-M3", "KXLOAD-1-M4", "KXLOAD-1-M1")
        .containsOnly("KXLOAD-1-M1", "KXLOAD-1-M2", "KXLOAD-1-M3", "KXLOAD-1-M4");
  }

  @Test
  void changesThePriceWithEveryTick() {
    Client client = listening("ticker");

    start(2, 100, 2);
    time.advance(Duration.ofSeconds(3));

    String[] prices =
        client.frames().stream()
            .map(f -> f.getJsonObject("msg"))
            .filter(m -> m.getString("market_ticker").equals("KXLOAD-1-M1"))
            .map(m -> m.getString("yes_bid_dollars"))
            .toArray(String[]::new);
    assertThat(prices).hasSize(100);
    for (int i = 1; i < prices.length; i++) {
      assertThat(prices[i]).isNotEqualTo(prices[i - 1]);
    }
  }

  @Test
  void movesThePricesOfMarketsThatAreNamed() {
    Client client = listening("ticker");
    JsonArray held = start(3, 1, 1).getJsonArray("market_tickers");
    time.advance(Duration.ofSeconds(2));
    client.texts.clear();
    JsonArray two = new JsonArray().add(held.getString(0)).add(held.getString(2));

    JsonObject begun = exchange.control("POST", "/load", body(100, 2).put("market_tickers", two));
    time.advance(Duration.ofSeconds(3));

    assertThat(begun.getJsonArray("market_tickers")).isEqualTo(two);
    assertThat(client.frames().stream().map(f -> f.getJsonObject("msg").getString("market_ticker")))
        .hasSize(200)
        .containsOnly("KXLOAD-1-M1", "KXLOAD-1-M3");
  }

  @Test
  void whatIsRefusedLeavesAnEarlierRunAsItIs() {
    start(1, 10, 2);

    assertRefused(new JsonArray(), "market_tickers: expected at least one");
    assertRefused(new JsonArray().add("NOWHERE"), "There is no market NOWHERE.");
    time.advance(Duration.ofSeconds(3));

    assertThat(show().getInteger("sent")).isEqualTo(20);
  }

  @Test
  void replacesAnEarlierRun() {
    start(1, 100, 60);
    time.advance(Duration.ofSeconds(1));

    JsonObject second = start(1, 10, 2);
    time.advance(Duration.ofSeconds(5));

    assertThat(second.getJsonArray("market_tickers").getList())
        .asList()
        .containsExactly("KXLOAD-2-M1");
    assertThat(show().getInteger("sent")).isEqualTo(20);
    assertThat(show().getBoolean("running")).isFalse();
  }

  private void assertRefused(JsonArray tickers, String why) {
    JsonObject body = body(10, 2).put("market_tickers", tickers);
    assertThatThrownBy(() -> exchange.control("POST", "/load", body)).hasMessageContaining(why);
  }

  private JsonObject start(int markets, int ticks, int seconds) {
    return exchange.control("POST", "/load", body(ticks, seconds).put("markets", markets));
  }

  private static JsonObject body(int ticks, int seconds) {
    return new JsonObject().put("ticks_per_second", ticks).put("seconds", seconds);
  }

  private JsonObject show() {
    return exchange.control("GET", "/load", new JsonObject());
  }
}
