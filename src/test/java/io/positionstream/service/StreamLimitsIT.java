package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.stream.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow, stalled, cut and too many readers, over real sockets; and what is counted of them. */
@QuarkusTest
@TestProfile(SmallStreams.class)
class StreamLimitsIT {

  private static final int POSITIONS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private Metrics metrics;
  private final List<String> tickers = new ArrayList<>();
  private final Random chance = new Random(42);

  @BeforeEach
  void anAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    client = new Client(port);
    client.authenticate(account);
    metrics = new Metrics(port);
    await().atMost(PATIENCE).until(() -> metrics.sum("stream_open") == 0);
  }

  @Test
  void aStalledReaderHoldsLittleDelaysNobodyAndIsClosedAndCanResume() {
    hold(POSITIONS);
    double before = metrics.sum("stream_slow_closes_total{reason=\"deadline\"");
    SseClient late = new SseClient();
    try (Client.Stream healthy = client.stream("");
        RawStream stalled = new RawStream(port, client.token(), late)) {
      await().until(() -> healthy.types().contains("snapshot"));
      while (metrics.sum("stream_queued_bytes") == 0) {
        quoteAll();
      }
      for (int round = 0; round < 5; round++) {
        quoteAll();
        assertThat(metrics.sum("stream_queued_bytes")).isBetween(1.0, 2.0 * SmallStreams.QUEUED);
      }
      await().untilAsserted(() -> assertThat(healthy.positions()).isEqualTo(positions()));

      await()
          .atMost(PATIENCE)
          .until(() -> metrics.sum("stream_slow_closes_total{reason=\"deadline\"") == before + 1);
      await().until(() -> metrics.sum("stream_open") == 1);
      assertThat(healthy.isOver()).isFalse();
      while (!stalled.isOver()) {
        stalled.read(1_000);
      }
    }
    try (RawStream back = new RawStream(port, client.token(), late)) {
      catchUp(back);
      assertThat(late.positions()).isEqualTo(positions());
    }
  }

  @Test
  void aSlowReaderGetsFewerNewerUpdatesAndEndsWithTheSameState() {
    hold(POSITIONS);
    double before = metrics.sum("stream_conflated_total");
    SseClient slow = new SseClient();
    try (RawStream stream = new RawStream(port, client.token(), slow)) {
      while (metrics.sum("stream_conflated_total") < before + 100) {
        quoteAll();
        stream.read(2_000);
      }
      catchUp(stream);
      assertThat(slow.positions()).isEqualTo(positions());
    }
  }

  @Test
  void whereverTheConnectionIsCutNothingIsMissedToldTwiceOrOutOfOrder() {
    hold(3);
    SseClient reader = new SseClient();
    try (RawStream first = new RawStream(port, client.token(), reader)) {
      catchUp(first);
    }
    int factsBefore = truth().get("fills").size();
    for (int cut = 0; cut < 60; cut++) {
      for (int trades = chance.nextInt(4); trades > 0; trades--) {
        exchange.trade(account, any(), chance.nextBoolean() ? "yes" : "no", "1.00", "0.4000");
      }
      quote(any());
      try (RawStream stream = new RawStream(port, client.token(), reader)) {
        stream.read(1 + chance.nextInt(3_000));
        quote(any());
        stream.read(1 + chance.nextInt(500));
      }
    }
    try (RawStream stream = new RawStream(port, client.token(), reader)) {
      catchUp(stream);
    }
    List<String> traded = new ArrayList<>();
    // The newest is the first one there.
    truth().get("fills").forEach(fill -> traded.addFirst(fill.get("trade_id").asText()));
    assertThat(reader.facts().stream().map(f -> f.get("trade_id").asText()))
        .containsExactlyElementsOf(traded.subList(factsBefore, traded.size()));
    assertThat(reader.positions()).isEqualTo(positions());
    assertThat(reader.types()).filteredOn("snapshot"::equals).hasSize(1);
  }

  @Test
  void aUserHasSoManyStreamsAndNoMoreUntilOneIsClosed() {
    List<Client.Stream> open = open(client, SmallStreams.PER_USER);

    HttpResponse<String> refused = client.get("/sse/positions");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"error\":\"too_many_streams\"");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(metrics.sum("stream_refused_total{reason=\"user\"")).isPositive();
    open.removeFirst().close();
    await().until(() -> metrics.sum("stream_open") == SmallStreams.PER_USER - 1);
    open.addAll(open(client, 1));
    open.forEach(Client.Stream::close);
  }

  @Test
  void theInstanceHasSoManyStreamsAndNoMore() {
    Client other = new Client(port);
    other.authenticate(exchange.newAccount("1000.00"));
    List<Client.Stream> open = open(client, SmallStreams.PER_USER);
    open.addAll(open(other, SmallStreams.PER_INSTANCE - SmallStreams.PER_USER));

    HttpResponse<String> refused = other.get("/sse/positions");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"error\":\"too_many_streams\"");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(metrics.sum("stream_refused_total{reason=\"instance\"")).isPositive();
    open.forEach(Client.Stream::close);
  }

  @Test
  void whatStreamsDoIsCounted() {
    hold(1);
    Map<String, Double> before = new TreeMap<>();
    List<String> moving =
        List.of(
            "stream_messages_total{type=\"snapshot\"",
            "stream_messages_total{type=\"resumed\"",
            "stream_messages_total{type=\"fill\"",
            "stream_messages_total{type=\"position_update\"",
            "stream_messages_total{type=\"portfolio_update\"",
            "stream_messages_total{type=\"heartbeat\"",
            "stream_bytes_total",
            "stream_writes_total",
            "stream_latency_seconds_count",
            "stream_latency_seconds_bucket{le=\"+Inf\"",
            "stream_starts_total{outcome=\"snapshot\",reason=\"new\"",
            "stream_starts_total{outcome=\"snapshot\",reason=\"malformed\"",
            "stream_starts_total{outcome=\"resumed\"");
    moving.forEach(name -> before.put(name, metrics.sum(name)));

    try (Client.Stream stream = client.stream("")) {
      await().until(() -> stream.types().contains("snapshot"));
      exchange.trade(account, tickers.getFirst(), "yes", "1.00", "0.4000");
      await().until(() -> stream.types().contains("portfolio_update"));
      try (Client.Stream resumed = client.stream(stream.see(SseClient::lastEventId));
          Client.Stream odd = client.stream("odd")) {
        await().until(() -> resumed.types().contains("resumed"));
        await().until(() -> odd.types().contains("snapshot"));
        assertThat(metrics.sum("stream_open")).isEqualTo(3);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(moving)
                      .allSatisfy(
                          name -> assertThat(metrics.sum(name)).isGreaterThan(before.get(name))));
    }
  }

  private List<Client.Stream> open(Client reader, int count) {
    List<Client.Stream> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(reader.stream(""));
    }
    return open;
  }

  private void hold(int positions) {
    for (int i = 0; i < positions; i++) {
      tickers.add(exchange.newMarket("KXLIMITS" + i));
      exchange.trade(account, tickers.get(i), "yes", "5.00", "0.4000");
    }
    await()
        .atMost(PATIENCE)
        .until(() -> positions().values().stream().filter(this::isDescribed).count() == positions);
  }

  /** Descriptions of markets come later than what is held in them. */
  private boolean isDescribed(JsonNode position) {
    return !position.get("expiration_date").isNull();
  }

  private void quoteAll() {
    tickers.forEach(this::quote);
  }

  private void quote(String ticker) {
    int cents = 11 + chance.nextInt(80);
    exchange.post(
        "/markets/" + ticker + "/quote",
        """
        {"yes_bid_dollars":"0.%d00","yes_bid_size_fp":"10.00","yes_ask_dollars":"0.%d00",
         "yes_ask_size_fp":"10.00","price_dollars":"0.%d00"}
        """
            .formatted(cents, cents + 2, cents));
  }

  private String any() {
    return tickers.get(chance.nextInt(tickers.size()));
  }

  private JsonNode truth() {
    return exchange.truth(account.id());
  }

  /** Reads until what REST says is what the reader has. */
  private void catchUp(RawStream stream) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              stream.read(100_000);
              return stream.client().positions().equals(positions());
            });
  }

  private Map<String, JsonNode> positions() {
    Map<String, JsonNode> byTicker = new TreeMap<>();
    client.positions().get("positions").forEach(p -> byTicker.put(p.get("ticker").asText(), p));
    return byTicker;
  }
}
