package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account as it was, over HTTP: facts exactly, prices where one was sampled. */
@QuarkusTest
class TimeTravelIT {

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @Inject Pool pool;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private UUID user;
  private String ticker;

  @BeforeEach
  void connectAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    ticker = exchange.newMarket("KXPAST");
    client = new Client(port);
    user = UUID.fromString(client.authenticate(account).get("user_id").asText());
    await().until(() -> !times("SELECT since FROM watched", "since").isEmpty());
  }

  @AfterEach
  void leave() {
    client.delete("");
  }

  @Test
  void showsWhatWasHeldAfterEachFill() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    Instant bought = executed(1);
    exchange.trade(account, ticker, "no", "4.00", "0.5500");
    Instant sold = executed(2);
    await().until(() -> client.positions().at("/positions/0/quantity").asInt() == 6);

    JsonNode then = at("/positions", bought);
    assertThat(then.at("/positions/0/quantity").asInt()).isEqualTo(10);
    assertThat(then.at("/positions/0/cost_basis").asInt()).isEqualTo(4);
    assertThat(then.at("/complete").asBoolean()).isTrue();
    assertThat(then.has("seq")).isFalse();
    assertThat(then.has("feed")).isFalse();

    JsonNode later = at("/positions", sold).at("/positions/0");
    JsonNode live = client.positions().at("/positions/0");
    for (String figure :
        List.of("quantity", "avg_entry_price", "cost_basis", "realized_pnl", "fees_paid")) {
      assertThat(later.get(figure)).as(figure).isEqualTo(live.get(figure));
    }
    assertThat(at("/portfolio", sold).at("/realized_pnl").asText()).isEqualTo("0.6");
    assertThat(at("/positions", bought.minusSeconds(1)).at("/positions")).isEmpty();
  }

  @Test
  void marksWhatWasHeldWithTheSampleOfThen() {
    quote("0.4800");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    Instant sampled = sampledAt(4_800);
    quote("0.6000");
    sampledAt(6_000);
    // Of a minute the newest sample stays, so the older price is put into the minute before.
    pool.preparedQuery(
            """
            INSERT INTO mark_samples (user_id, ticker, minute, at, yes_bid)
            VALUES ($1, $2, date_trunc('minute', now()) - interval '1 minute', $3, 4800)
            ON CONFLICT DO NOTHING
            """)
        .executeAndAwait(Tuple.of(user, ticker, sampled.atOffset(ZoneOffset.UTC)));

    JsonNode then = at("/positions", sampled).at("/positions/0");
    assertThat(then.at("/current_price").asInt()).isEqualTo(48);
    assertThat(then.at("/unrealized_pnl").asText()).isEqualTo("0.8");
    assertThat(at("/positions", now()).at("/positions/0/current_price").asInt()).isEqualTo(60);
    assertThat(at("/portfolio", now()).at("/positions_value").asInt()).isEqualTo(6);
  }

  @Test
  void tellsWhatTheAccountWasWorthToTheMoment() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    Instant bought = worthAfterFact("995990000");
    quote("0.4800");
    Instant ticked = worth("1000790000");
    exchange.trade(account, ticker, "no", "10.00", "0.4800");
    Instant sold = worthAfterFact("1000780000");

    JsonNode then = at("/portfolio", bought);
    assertThat(then.at("/cash_balance").asText()).isEqualTo("995.99");
    assertThat(then.at("/total_value").asText()).isEqualTo("999.99");
    assertThat(then.at("/equity_as_of").asText()).isEqualTo(millis(bought));
    assertThat(at("/portfolio", ticked.plusMillis(1)).at("/cash_balance").asText())
        .isEqualTo("995.99");
    JsonNode last = at("/portfolio", sold.plusMillis(1));
    assertThat(last.at("/cash_balance").asText()).isEqualTo("1000.78");
    assertThat(last.at("/total_value").asText()).isEqualTo("1000.78");
  }

  @Test
  void whereNobodyWatchedNothingIsKnownOfPrices() {
    Instant longAgo = now().minus(Duration.ofDays(9));
    Instant stopped = longAgo.plus(Duration.ofDays(2));
    insert(
        "INSERT INTO fills (user_id, trade_id, ticker, side, quantity, yes_price, fee, is_taker,"
            + " executed_at) VALUES ($1, 'old', 'KXOLD-1-A', 'YES', 100, 4000, 0, true, $2)",
        longAgo);
    insert(
        "INSERT INTO mark_samples (user_id, ticker, minute, at, yes_bid)"
            + " VALUES ($1, 'KXOLD-1-A', date_trunc('minute', $2::timestamptz), $2, 4500)",
        longAgo);
    insert(
        "INSERT INTO equity (user_id, at, total_value, cash, positions_value, realized, fees)"
            + " VALUES ($1, $2, 1450000, 1000000, 450000, 0, 0)",
        longAgo);
    insert(
        "INSERT INTO watched (user_id, since, until)"
            + " VALUES ($1, $2, $2::timestamptz + interval '2 days')",
        longAgo);

    assertThat(at("/positions", stopped).at("/positions/0/current_price").asInt()).isEqualTo(45);
    assertThat(at("/portfolio", stopped).at("/total_value").asText()).isEqualTo("1.45");

    Instant gap = stopped.plus(Duration.ofDays(1));
    assertThat(at("/positions", gap).at("/positions/0/quantity").asInt()).isEqualTo(1);
    assertThat(at("/positions", gap).at("/positions/0/current_price").isNull()).isTrue();
    assertThat(at("/portfolio", gap).at("/positions_value").isNull()).isTrue();
    assertThat(at("/portfolio", gap).at("/total_value").isNull()).isTrue();
  }

  @Test
  void whatWasNeverSampledHasNoPrice() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    Instant bought = executed(1);

    JsonNode then = at("/positions", bought).at("/positions/0");
    assertThat(then.at("/current_price").isNull()).isTrue();
    assertThat(then.at("/mark").asText()).isEqualTo("none");
    assertThat(at("/portfolio", bought).at("/unrealized_pnl").isNull()).isTrue();
    assertThat(at("/portfolio", bought).at("/unmarked_count").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhenTheHistoryDoesNotReachBackToFlat() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    Instant bought = executed(1);
    await().until(() -> at("/positions", bought).at("/complete").asBoolean());
    pool.preparedQuery("DELETE FROM fills WHERE user_id = $1").executeAndAwait(Tuple.of(user));

    assertThat(at("/positions", bought).at("/complete").asBoolean(true)).isFalse();
  }

  @Test
  void refusesTheFutureAndWhatIsNoTime() {
    String future = now().plus(Duration.ofDays(1)).toString();
    for (String asOf : List.of(future, "yesterday", "2026-01-01", "0001-01-01T00:00:00Z")) {
      for (String path : List.of("/positions", "/portfolio")) {
        var answer = client.get(path + "?as_of=" + asOf);
        assertThat(answer.statusCode()).as(asOf).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_request").contains("as_of");
      }
    }
  }

  private JsonNode at(String path, Instant when) {
    return Scenario.json(client.get(path + "?as_of=" + when).body());
  }

  private static Instant now() {
    return Instant.now();
  }

  private void quote(String bid) {
    exchange.post(
        "/markets/" + ticker + "/quote",
        """
        {"yes_bid_dollars":"%s","yes_bid_size_fp":"20.00","yes_ask_dollars":"0.7000",
         "yes_ask_size_fp":"5.00","price_dollars":"0.4700"}
        """
            .formatted(bid));
  }

  /** The time of the fill that makes it so many. */
  private Instant executed(int fills) {
    await().until(() -> times("SELECT executed_at FROM fills", "executed_at").size() == fills);
    return times("SELECT executed_at FROM fills", "executed_at").getLast();
  }

  private Instant worth(String total) {
    return newest("SELECT at FROM equity WHERE total_value = " + total + " AND");
  }

  private Instant worthAfterFact(String cash) {
    return newest("SELECT at FROM equity WHERE at_fact AND cash = " + cash + " AND");
  }

  private Instant newest(String query) {
    await().until(() -> !times(query, "at").isEmpty());
    return times(query, "at").getLast();
  }

  /** As clients are told it. */
  private static String millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void insert(String statement, Instant at) {
    pool.preparedQuery(statement).executeAndAwait(Tuple.of(user, at.atOffset(ZoneOffset.UTC)));
  }

  private Instant sampledAt(int bid) {
    String query = "SELECT at FROM mark_samples";
    await().until(() -> !times(query + " WHERE yes_bid = " + bid + " AND", "at").isEmpty());
    return times(query + " WHERE yes_bid = " + bid + " AND", "at").getLast();
  }

  private List<Instant> times(String query, String column) {
    String where = query.endsWith("AND") ? " user_id = $1" : " WHERE user_id = $1";
    List<Instant> found = new ArrayList<>();
    pool.preparedQuery(query + where + " ORDER BY " + column)
        .executeAndAwait(Tuple.of(user))
        .forEach(row -> found.add(row.getOffsetDateTime(column).toInstant()));
    return found;
  }
}
