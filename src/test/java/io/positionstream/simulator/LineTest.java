package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
  private final TestFloor floor = new TestFloor();
  private final Market market = floor.listMarket();
  private final Account account = floor.openAccount("a");
  private final Lines lines = new Lines(floor.books, floor.time.clock());
  private final SlowClient client = new SlowClient();
  private final Line line = lines.open(account, client);

  @Test
  void givesOneSidPerChannelAndAddsMarketsToIt() {
    line.receive(
        "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],\"market_tickers\":[\"A\"]}}");
    line.receive(
        "{\"id\":2,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],\"market_ticker\":\"B\"}}");

    assertThat(client.frame(0).getJsonObject("msg"))
        .isEqualTo(json("{\"channel\":\"ticker\",\"sid\":1}"));
    assertThat(client.frame(1))
        .isEqualTo(
            json(
                "{\"id\":2,\"sid\":1,\"type\":\"ok\",\"msg\":{\"market_tickers\":[\"A\",\"B\"]}}"));
  }

  @Test
  void countsOkFramesInTheNumberOfTheSubscription() {
    line.receive(
        "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_lifecycle_v2\"]}}");
    lines.happened(new LedgerEntry.Settled(floor.time.instant(), TestFloor.MARKET));
    line.receive(
        "{\"id\":2,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_lifecycle_v2\"]}}");
    lines.happened(new LedgerEntry.Settled(floor.time.instant(), TestFloor.MARKET));
    line.receive("{\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[1]}}");

    assertThat(client.frames.stream().skip(1).map(f -> new JsonObject(f).getInteger("seq")))
        .containsExactly(1, 2, 3, 4);
    assertThat(client.frames).allMatch(f -> f.endsWith("}\n"));
  }

  @Test
  void sendsAFirstTickerOnlyForNamedMarketsAndOnlyWhenAsked() {
    line.receive(
        "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],\"market_tickers\":[\"%s\"],\"send_initial_snapshot\":true}}"
            .formatted(TestFloor.MARKET));

    assertThat(client.frame(1).getString("type")).isEqualTo("ticker");
    assertThat(client.frame(1).getJsonObject("msg").getString("yes_ask_dollars"))
        .isEqualTo("1.0000");
  }

  @Test
  void mergesTickersForASlowClientButKeepsEveryFill() {
    line.receive(
        "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\",\"fill\"]}}");
    client.frames.clear();
    client.full = true;

    for (int cents = 40; cents < 50; cents++) {
      market.requote(
          new Quote(
              Price.ofCents(cents),
              Contracts.whole(1),
              Price.ofCents(60),
              Contracts.whole(1),
              Price.ofCents(cents)));
      lines.requoted(market);
      floor.trade(account, Side.YES, "1", "0.5", "0");
      lines.happened(floor.entries.getLast());
    }
    assertThat(client.frames).hasSize(10).allMatch(f -> f.contains("\"type\":\"fill\""));

    client.full = false;
    line.drained();
    assertThat(client.frames).hasSize(11);
    assertThat(client.frame(10).getJsonObject("msg").getString("yes_bid_dollars"))
        .isEqualTo("0.4900");
  }

  @Test
  void stopsWhenTheLastMarketIsDeleted() {
    line.receive(
        "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],\"market_tickers\":[\"%s\"]}}"
            .formatted(TestFloor.MARKET));
    line.receive(
        "{\"id\":2,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1,\"action\":\"delete_markets\",\"market_tickers\":[\"%s\"]}}"
            .formatted(TestFloor.MARKET));

    lines.requoted(market);

    assertThat(client.frames).hasSize(2);
    assertThat(client.frame(1).getJsonObject("msg").getJsonArray("market_tickers"))
        .isEqualTo(new JsonArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "1 |nonsense",
        "2 |{\"id\":1,\"cmd\":\"subscribe\"}",
        "3 |{\"id\":1,\"cmd\":\"subscribe\",\"params\":{}}",
        "4 |{\"id\":1,\"cmd\":\"unsubscribe\",\"params\":{}}",
        "5 |{\"id\":1,\"cmd\":\"dance\"}",
        "7 |{\"id\":1,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[9]}}",
        "8 |{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"weather\"]}}",
        "14|{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"]}}",
        "11|{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],\"market_ticker\":\"no such\"}}",
        "12|{\"id\":1,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[1,2],\"action\":\"add_markets\"}}"
      })
  void refusesWhatItCannotDoWithTheExchangesCode(int code, String command) {
    line.receive(command);

    assertThat(client.frame(0).getString("type")).isEqualTo("error");
    assertThat(client.frame(0).getJsonObject("msg").getInteger("code")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"14,add_markets", "13,dance", "15,''"})
  void refusesAnIncompleteUpdate(int code, String action) {
    line.receive("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"]}}");

    line.receive(
        "{\"id\":2,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1,\"action\":\"%s\"}}"
            .formatted(action));

    assertThat(client.frame(1).getJsonObject("msg").getInteger("code")).isEqualTo(code);
  }

  private static JsonObject json(String text) {
    return new JsonObject(text);
  }

  private static final class SlowClient implements Outlet {
    private final List<String> frames = new ArrayList<>();
    private boolean full;

    @Override
    public void send(String text, FrameSort sort) {
      frames.add(text);
    }

    @Override
    public boolean isFull() {
      return full;
    }

    private JsonObject frame(int index) {
      return new JsonObject(frames.get(index));
    }
  }
}
