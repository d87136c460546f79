package io.positionstream.service;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was recorded, as series for charts. */
@QuarkusTest
class HistoryIT {

  /** The clock of New York is turned back in the night to the second day. */
  private static final String THREE_DAYS = "from=2025-11-01T04:00:00Z&to=2025-11-04T05:00:00Z";

  /** Samples are kept for three months only: six o'clock of yesterday. */
  private static final Instant SIX = Instant.now().truncatedTo(DAYS).minus(18, HOURS);

  private static final String AFTER_SIX = "from=" + SIX + "&to=" + SIX.plus(1, HOURS);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @Inject Pool pool;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private UUID user;

  @BeforeEach
  void connectAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    client = new Client(port);
    user = UUID.fromString(client.authenticate(account).get("user_id").asText());
  }

  @AfterEach
  void leave() {
    client.delete("");
  }

  @Test
  void withoutAnythingTheEquityIsThatOfToday() {
    await()
        .untilAsserted(
            () -> assertThat(json("/equity").at("/equity/0/total_value").asInt()).isEqualTo(1000));
    JsonNode first = json("/equity").at("/equity/0");
    assertThat(first.at("/cash_balance").asInt()).isEqualTo(1000);
    assertThat(first.at("/positions_value").isNumber()).isTrue();
    assertThat(first.at("/net_flows").asInt()).isZero();
    assertThat(json("/equity").at("/day_zone").asText()).isEqualTo("America/New_York");
  }

  @Test
  void isThinnedToTheNewestOfEqualPartsWithTheFirstAndTheLast() {
    minutesOfThreeDays();

    List<JsonNode> all = rows(json("/equity?points=1000&" + THREE_DAYS).get("equity"));
    JsonNode answer = json("/equity?points=5&" + THREE_DAYS);
    List<JsonNode> few = rows(answer.get("equity"));

    assertThat(all).hasSize(1_000);
    assertThat(few)
        .extracting(row -> row.get("at").asText())
        .containsExactly(
            "2025-11-01T04:00:00Z",
            "2025-11-01T22:14:00Z",
            "2025-11-02T16:29:00Z",
            "2025-11-03T10:44:00Z",
            "2025-11-04T04:59:00Z");
    assertThat(few)
        .extracting(row -> row.get("total_value").asText())
        .containsExactly("1000.000001", "1000.001095", "1000.00219", "1000.003285", "1000.00438");
    assertThat(all).first().isEqualTo(few.getFirst());
    assertThat(all).last().isEqualTo(few.getLast());
    assertThat(all).extracting(row -> row.get("at").asText()).isSorted().doesNotHaveDuplicates();
    assertThat(answer.get("day_starts"))
        .extracting(JsonNode::asText)
        .containsExactly("2025-11-01T04:00:00Z", "2025-11-02T04:00:00Z", "2025-11-03T05:00:00Z");
    assertThat(answer.at("/from").asText()).isEqualTo("2025-11-01T04:00:00Z");
    assertThat(answer.at("/to").asText()).isEqualTo("2025-11-04T05:00:00Z");
  }

  @Test
  void aSeriesShorterThanThePointsIsGivenWholeAndTheEndIsExcluded() {
    minutesOfThreeDays();

    List<JsonNode> rows =
        rows(json("/equity?from=2025-11-02T06:00:00Z&to=2025-11-02T06:05:00Z").get("equity"));

    assertThat(rows)
        .extracting(row -> row.get("at").asText().substring(11, 16))
        .containsExactly("06:00", "06:01", "06:02", "06:03", "06:04");
    assertThat(rows("/equity?from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z", "equity"))
        .isEmpty();
  }

  @Test
  void whatWasNotRecordedInThoseDaysIsUnknown() {
    minutesOfThreeDays();

    JsonNode row = rows("/equity?" + THREE_DAYS, "equity").getFirst();

    assertThat(row.get("unrealized_pnl").isNull()).isTrue();
    assertThat(row.get("net_flows").isNull()).isTrue();
    assertThat(row.get("unexplained").isNull()).isTrue();
  }

  @Test
  void marksAreInCentsOfTheSideHeldAndTheOneThatHeldAtTheBeginningComesFirst() {
    String yes = exchange.newMarket("KXSERIES");
    String no = exchange.newMarket("KXSERIES");
    exchange.trade(account, yes, "yes", "1.00", "0.4000");
    exchange.trade(account, no, "no", "1.00", "0.4000");
    await().until(() -> client.positions().at("/positions").size() == 2);
    for (String ticker : List.of(yes, no)) {
      sample(ticker, SIX.plusSeconds(20), 4_800, 5_025);
      sample(ticker, SIX.plus(1, HOURS), 6_000, 6_100);
      sample(ticker, SIX.plus(2, HOURS), null, null);
      sample(ticker, SIX.plus(3, HOURS), 1, 2);
    }

    String window = "from=" + SIX.plus(30, MINUTES) + "&to=" + SIX.plus(3, HOURS);
    JsonNode answer = json("/marks/history?" + window);

    assertThat(prices(answer, yes)).containsExactly("48", "60", "null");
    assertThat(prices(answer, no)).containsExactly("49.75", "39", "null");
    assertThat(market(answer, no).get("side").asText()).isEqualTo("NO");
    assertThat(market(answer, yes).at("/points/0/at").asText())
        .isEqualTo(SIX.plusSeconds(20).toString());
    assertThat(rows(json("/marks/history?ticker=" + no + "&" + window).get("marks")))
        .extracting(market -> market.get("ticker").asText())
        .containsExactly(no);
    assertThat(json("/marks/history?ticker=KXNOTMINE&" + window).get("marks")).isEmpty();
    assertThat(prices(json("/marks/history?points=2&" + window), yes))
        .containsExactly("48", "null");
  }

  @Test
  void whatTheSamplerWritesIsReadWithoutAskingForMore() {
    String ticker = exchange.newMarket("KXSERIES");
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    exchange.post(
        "/markets/" + ticker + "/quote",
        """
        {"yes_bid_dollars":"0.4800","yes_bid_size_fp":"20.00","yes_ask_dollars":"0.7000",
         "yes_ask_size_fp":"5.00","price_dollars":"0.4700"}
        """);

    await().until(() -> prices(json("/marks/history"), ticker).contains("48"));
  }

  @Test
  void nobodySeesTheRecordsOfAnother() {
    String ticker = exchange.newMarket("KXSERIES");
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    minutesOfThreeDays();
    sample(ticker, SIX, 4_800, 5_025);
    await().until(() -> client.positions().at("/positions").size() == 1);

    SimulatedExchange.Account otherAccount = exchange.newAccount("5.00");
    Client other = new Client(port);
    other.authenticate(otherAccount);
    exchange.trade(otherAccount, ticker, "yes", "1.00", "0.4000");
    try {
      await().until(() -> other.positions().at("/positions").size() == 1);
      assertThat(Scenario.json(other.get("/equity?" + THREE_DAYS).body()).get("equity")).isEmpty();
      JsonNode marks = Scenario.json(other.get("/marks/history?" + AFTER_SIX).body());
      assertThat(prices(marks, ticker)).isEmpty();
      assertThat(prices(json("/marks/history?" + AFTER_SIX), ticker)).containsExactly("48");
    } finally {
      other.delete("");
    }
  }

  @Test
  void refusesWhatIsNoWindow() {
    for (String path : List.of("/equity", "/marks/history")) {
      HttpResponse<String> answer = client.get(path + "?points=1&from=yesterday&to=2025-11-02");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Scenario.json(answer.body()).get("error").asText()).isEqualTo("invalid_request");
      assertThat(Scenario.json(answer.body()).get("violations"))
          .extracting(violation -> violation.get("field").asText())
          .contains("points", "from", "to");
    }
    assertThat(client.get("/equity?points=1001").statusCode()).isEqualTo(400);
    assertThat(client.get("/marks/history?points=101").statusCode()).isEqualTo(400);
    assertThat(client.get("/equity?from=2999-01-01T00:00:00Z").statusCode()).isEqualTo(400);
  }

  /** One row a minute of 73 hours, each a millionth of a dollar richer than the one before. */
  private void minutesOfThreeDays() {
    pool.preparedQuery(
            """
            INSERT INTO equity (user_id, at, total_value, cash, positions_value, realized, fees)
            SELECT $1, '2025-11-01T04:00:00Z'::timestamptz + make_interval(mins => minute),
                   1000000001 + minute, 1000000000, 1 + minute, 0, 0
            FROM generate_series(0, 73 * 60 - 1) AS minute
            """)
        .executeAndAwait(Tuple.of(user));
  }

  private void sample(String ticker, Instant time, Integer bid, Integer ask) {
    pool.preparedQuery(
            """
            INSERT INTO mark_samples (user_id, ticker, minute, at, yes_bid, yes_ask)
            VALUES ($1, $2, date_trunc('minute', $3::timestamptz), $3, $4, $5)
            """)
        .executeAndAwait(Tuple.of(user, ticker, time.atOffset(ZoneOffset.UTC), bid, ask));
  }

  private JsonNode json(String path) {
    return Scenario.json(client.get(path).body());
  }

  private List<JsonNode> rows(String path, String name) {
    return rows(json(path).get(name));
  }

  private static List<JsonNode> rows(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static JsonNode market(JsonNode answer, String ticker) {
    return rows(answer.get("marks")).stream()
        .filter(market -> market.get("ticker").asText().equals(ticker))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> prices(JsonNode answer, String ticker) {
    return rows(answer.get("marks")).stream()
        .filter(market -> market.get("ticker").asText().equals(ticker))
        .flatMap(market -> rows(market.get("points")).stream())
        .map(point -> point.get("price").asText())
        .toList();
  }
}
