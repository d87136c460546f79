package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.exchange.kalshi.FakeTransport.Socket;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import io.positionstream.portfolio.AccountEvent.Quoted;
import io.positionstream.portfolio.MarketTicker;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a line behaves on its socket, where others were cut off, went deaf, or asked for too much.
 */
class SocketHabitsTest extends LineTestBase {

  @Test
  void aBusyLineNeedsNoPings() {
    var line = live();

    for (int second = 0; second < 75; second++) {
      time.pass(SECOND);
      network.socket().says(tick(HELD, second % 2 == 0 ? "0.20" : "0.21"));
    }

    assertThat(kinds(line)).doesNotContain("stale", "reconnecting");
    assertThat(heard(line, Quoted.class)).hasSize(75);
  }

  @Test
  void aQuietLineNeedsNothingButPings() {
    var line = live();

    for (int i = 0; i < 9; i++) {
      time.pass(Duration.ofSeconds(10));
      network.socket().pings();
    }

    assertThat(kinds(line)).doesNotContain("stale", "reconnecting");
  }

  @Test
  void sendsNoPingsOfItsOwn() throws IOException {
    assertThat(Transport.Connection.class.getDeclaredMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrder("messages", "send", "close");
    assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
        .contains("quarkus.websockets-next.client.max-frame-size")
        .doesNotContain("auto-ping");
    live();
    passAlive(Duration.ofMinutes(5));
    assertThat(network.socket().sent).hasSize(4);
  }

  @Test
  void goesOnWithTheSubscriptionItHasWhenTheExchangeSaysOk() {
    live();
    Socket socket = network.socket();

    socket.says(fill("t1", NEW, "1.00"));
    socket.says("{\"id\":5,\"sid\":9,\"seq\":1,\"type\":\"ok\",\"msg\":{\"market_tickers\":[]}}\n");
    socket.says(fill("t2", new MarketTicker("NEW-2"), "1.00"));

    List<JsonNode> changes = sent(socket).subList(4, sent(socket).size());
    assertThat(changes).extracting(c -> c.path("cmd").asText()).containsOnly("update_subscription");
    assertThat(changes).extracting(c -> c.at("/params/sids/0").asInt()).containsExactly(9, 9);
    assertThat(sent(socket))
        .extracting(c -> c.path("id").asInt())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void numbersOfAnEarlierConnectionMeanNothing() {
    var line = live();
    network.socket().breaks("gone");
    time.pass(Duration.ofSeconds(2));
    network.ticks = FakeTransport.Ticks.UNANSWERED;
    Socket second = network.socket();
    second.acknowledges();
    second.says("{\"id\":4,\"type\":\"subscribed\",\"msg\":{\"channel\":\"ticker\",\"sid\":77}}");

    second.says(tick(HELD, "0.33").replace("\"sid\":9", "\"sid\":77"));
    second.says(lifecycle("created", NEW, ""));
    second.says(fill("t1", NEW, "1.00"));

    assertThat(heard(line, Quoted.class)).hasSize(1);
    assertThat(sent(second).getLast().at("/params/sids/0").asInt()).isEqualTo(77);
    assertThat(kinds(line)).filteredOn("AccountLoaded"::equals).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aLineThatIsRefusedOneOfItsChannelsIsNotLive(int id) {
    var line = listen();
    Socket socket = network.socket();

    socket.says("{\"id\":%d,\"type\":\"error\",\"msg\":{\"code\":8,\"msg\":\"no\"}}".formatted(id));
    socket.acknowledges();

    assertThat(kinds(line)).startsWith("connecting", "reconnecting").doesNotContain("live");
    assertThat(reasons(line)).containsExactly("error 8: no");
    assertThat(socket.closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 17, 25})
  void beginsAnewAfterAnErrorThatEndsAChannel(int code) {
    var line = live();
    List<String> first = List.copyOf(network.socket().sent);

    // Even one that repeats the number of a command that may fail.
    network
        .socket()
        .says("{\"id\":4,\"sid\":1,\"type\":\"error\",\"msg\":{\"code\":%d}}".formatted(code));
    assertThat(kinds(line)).endsWith("live", "reconnecting");
    time.pass(Duration.ofSeconds(2));
    network.socket().acknowledges();

    assertThat(network.sockets).hasSize(2);
    assertThat(network.socket().sent).isEqualTo(first);
    assertThat(kinds(line)).endsWith("reconnecting", "AccountLoaded", "live");
  }

  @Test
  void outlastsGatewaysThatRefuseTheUpgradeAfterACut() {
    var line = live();
    for (int i = 0; i < 3; i++) {
      network.refusedUpgrades.add(new UpgradeRefused(status(502, "<html>Bad Gateway</html>")));
    }

    network.socket().breaks("socket failed: Connection was closed");
    for (int second = 0; second < 35 && network.sockets.size() < 2; second++) {
      time.pass(SECOND);
    }
    network.socket().acknowledges();

    assertThat(network.sockets).hasSize(2);
    assertThat(network.refusedUpgrades).isEmpty();
    assertThat(kinds(line)).contains("reconnecting").doesNotContain("rejected").endsWith("live");
  }

  @Test
  void asksForManyMarketsInSeveralCommands() {
    List<String> tickers = IntStream.range(0, 600).mapToObj("KXMANY-%03d"::formatted).toList();
    network.answer("/portfolio/positions", ok(books(tickers)));
    network.answer("/markets", ok("{\"markets\":[]}"));
    listen();
    network.socket().acknowledges();
    time.pass(SECOND);

    List<List<String>> asked = new ArrayList<>();
    for (JsonNode command : sent(network.socket())) {
      List<String> named = new ArrayList<>();
      command.at("/params/market_tickers").forEach(t -> named.add(t.asText()));
      if (!named.isEmpty()) {
        asked.add(named);
      }
    }

    assertThat(asked).extracting(List::size).containsExactly(256, 256, 88);
    assertThat(asked.stream().flatMap(List::stream)).containsExactlyElementsOf(tickers);
  }

  @Test
  void asksForTheChannelsOfAMonitorOnly() {
    live();
    network.socket().says(fill("t1", new MarketTicker("KXMVESPORTS-1"), "1.00"));

    assertThat(
            sent(network.socket()).stream()
                .flatMap(
                    c ->
                        IntStream.range(0, c.at("/params/channels").size())
                            .mapToObj(i -> c.at("/params/channels").get(i).asText())))
        .containsExactly(
            "fill",
            "market_positions",
            "market_lifecycle_v2",
            "ticker",
            "multivariate_market_lifecycle");
    assertThat(new TreeSet<>(network.socket().sent))
        .noneMatch(text -> text.contains("market_id") || text.contains("use_yes_price"));
  }

  @Test
  void thousandsOfStrangersLivesCostNothing() {
    var line = live();
    network.socket().says("{\"id\":9,\"sid\":3,\"seq\":1,\"type\":\"ok\"}");
    int events = line.getItems().size();
    int reads = network.gets.size();

    for (int seq = 2; seq < 20_000; seq++) {
      String type = seq % 2 == 0 ? "determined" : "settled";
      network
          .socket()
          .says(
              lifecycle(type, new MarketTicker("STRANGER-" + seq % 700), ",\"result\":\"yes\"")
                  .replace("\"seq\":1", "\"seq\":" + seq));
    }
    time.pass(Duration.ofSeconds(5));

    assertThat(line.getItems()).hasSize(events);
    assertThat(network.gets).hasSize(reads);
    assertThat(network.socket().sent).hasSize(4);
  }

  private static List<JsonNode> sent(Socket socket) {
    return socket.sent.stream().map(SampleLines::parsed).toList();
  }

  private static String books(List<String> tickers) {
    return tickers.stream()
        .map(ticker -> positions("1.00").replace(HELD.value(), ticker))
        .map(json -> json.substring(json.indexOf('[') + 1, json.lastIndexOf(']')))
        .collect(joining(",", "{\"market_positions\":[", "]}"));
  }
}
