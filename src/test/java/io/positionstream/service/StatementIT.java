package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account's past as the API tells it. */
@QuarkusTest
class StatementIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @Inject Pool pool;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private String ticker;

  @BeforeEach
  void anAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    ticker = exchange.newMarket("KXPAST");
    client = new Client(port);
  }

  @AfterEach
  void leave() {
    client.delete("");
    exchange.post("/cutoff", "{\"at\":\"2000-01-01T00:00:00Z\"}");
  }

  @Test
  void everythingThatHappenedBeforeTheLoginIsLoadedAlsoWhatIsArchived() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    cash("25.00");
    cash("-5.00");
    exchange.post("/cutoff", "{\"at\":\"" + Instant.now().plusMillis(1) + "\"}");
    exchange.trade(account, ticker, "no", "4.00", "0.5500");

    login();

    awaitComplete();
    JsonNode status = status();
    assertThat(status.at("/feed/status").asText()).isEqualTo("live");
    assertThat(status.at("/fills/loaded").asInt()).isEqualTo(2);
    assertThat(status.at("/fills/from").asText()).isLessThan(status.at("/fills/to").asText());
    assertThat(status.at("/fills/reason").isNull()).isTrue();
    assertThat(status.at("/settlements/loaded").asInt()).isZero();
    assertThat(status.at("/settlements/from").isNull()).isTrue();
    assertThat(status.at("/flows/loaded").asInt()).isEqualTo(2);
    assertThat(status.get("historical_cutoff").isTextual()).isTrue();
    assertThat(rows("/fills", "fills"))
        .extracting(fill -> fill.get("quantity").asText())
        .containsExactly("4", "10");
  }

  @Test
  void tellsFillsAndSettlementsInTheWordsOfTheStream() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    login();
    // Only a line that listens hears what a fill did.
    await().atMost(PATIENCE).until(() -> status().at("/feed/status").asText().equals("live"));
    exchange.trade(account, ticker, "no", "4.00", "0.5500");
    exchange.post("/markets/" + ticker + "/close", "{}");
    exchange.post("/markets/" + ticker + "/determine", "{\"result\":\"yes\"}");
    exchange.post("/markets/" + ticker + "/settle", "{}");

    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !rows("/settlements", "settlements").isEmpty());
    JsonNode fill = rows("/fills", "fills").getFirst();
    assertThat(fill.get("ticker").asText()).isEqualTo(ticker);
    assertThat(fill.get("side").asText()).isEqualTo("NO");
    assertThat(fill.get("price").asText()).isEqualTo("45");
    assertThat(fill.get("fee").asText()).isEqualTo("0.01");
    // The past is read beside the line: it may have stored the fill first, without its effect.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rows("/fills", "fills").getFirst().get("effect").asText())
                    .isEqualTo("close"));
    JsonNode paid = rows("/settlements", "settlements").getFirst();
    assertThat(paid.get("result").asText()).isEqualTo("yes");
    assertThat(paid.get("settlement_value").asText()).isEqualTo("100");
    assertThat(paid.get("quantity").asText()).isEqualTo("6");
    assertThat(paid.get("payout").asText()).isEqualTo("6");
    assertThat(paid.get("realized_pnl").asText()).isEqualTo("4.2");
    assertThat(paid.get("fees").asText()).isEqualTo("0.02");
  }

  @Test
  void aDepositIsNoProfitOfTodayAndExplainsTheCash() {
    UUID user = login();
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    cash("250.00");

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(client.portfolio().get("cash_balance").decimalValue())
                    .isEqualByComparingTo("1245.99"));
    JsonNode portfolio = client.portfolio();
    assertThat(portfolio.get("today_pnl").decimalValue())
        .isEqualByComparingTo(portfolio.get("total_pnl").decimalValue());
    assertThat(portfolio.has("unexplained")).isTrue();
    await().untilAsserted(() -> assertThat(equity(user, "flows")).contains(250_000_000L));
    assertThat(status().at("/flows/loaded").asInt()).isEqualTo(1);
    assertThat(equity(user, "count(*) FILTER (WHERE at_fact)"))
        .as("a row after the trade, one after the deposit")
        .containsExactly(2L);
    assertThat(equity(user, "max(abs(unexplained))"))
        .as("nothing else moved the cash")
        .containsExactly(0L);
    assertThat(equity(user, "total_value - realized - unrealized + fees - flows"))
        .as("the same in every row")
        .containsOnly(1_000_000_000L);
  }

  @Test
  void aScalarResultIsPaidToTheDigitAlsoWhereTheRowRoundsIt() {
    exchange.trade(account, ticker, "yes", "100.00", "0.4000");
    exchange.trade(account, ticker, "no", "400.00", "0.4000");
    exchange.post("/markets/" + ticker + "/close", "{}");
    exchange.post(
        "/markets/" + ticker + "/determine",
        "{\"result\":\"scalar\",\"settlement_value_dollars\":\"0.3333\"}");
    exchange.post("/markets/" + ticker + "/settle", "{}");

    login();
    awaitComplete();

    JsonNode paid = rows("/settlements", "settlements").getFirst();
    assertThat(paid.get("quantity").asText()).isEqualTo("300");
    assertThat(paid.get("payout").asText()).isEqualTo("200.01");
    String cash = exchange.truth(account.id()).get("cash_dollars").asText();
    JsonNode portfolio = client.portfolio();
    assertThat(portfolio.get("cash_balance").decimalValue()).isEqualByComparingTo(cash);
    assertThat(portfolio.get("total_pnl").decimalValue().add(new BigDecimal("1000")))
        .isEqualByComparingTo(cash);
  }

  @Test
  void filtersByMarketEventAndTime() {
    String other = exchange.newMarket("KXOTHER");
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    String second =
        exchange.trade(account, other, "yes", "2.00", "0.4000").get("created_time").asText();
    login();
    awaitComplete();

    assertThat(quantities("?ticker=" + ticker)).containsExactly("1");
    assertThat(quantities("?event=" + other.replace("-A", ""))).containsExactly("2");
    assertThat(quantities("?from=" + second)).containsExactly("2");
    assertThat(quantities("?to=" + second)).containsExactly("1");
    assertThat(quantities("?event=" + ticker)).isEmpty();
    HttpResponse<String> wrong = client.get("/fills?from=yesterday&limit=0");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(Scenario.json(wrong.body()).get("error").asText()).isEqualTo("invalid_request");
    assertThat(Scenario.json(wrong.body()).get("violations")).hasSize(2);
  }

  @Test
  void isCsvForWhoAsksForIt() {
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    exchange.trade(account, ticker, "yes", "2.00", "0.4000");
    login();
    awaitComplete();

    HttpResponse<String> csv = client.get("/fills?limit=1", "text/csv");

    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.headers().firstValue("X-Next-Cursor")).isPresent();
    assertThat(csv.body())
        .startsWith("trade_id,ticker,side,quantity,price,fee,effect,is_taker,time\r\n")
        .contains("," + ticker + ",YES,2,40,0.01,")
        .endsWith("Z\r\n");
    assertThat(csv.body().lines()).hasSize(2);
    assertThat(client.get("/settlements", "text/csv").body()).startsWith("ticker,result,");
    assertThat(client.get("/fills", "text/html").statusCode()).isEqualTo(406);
    assertThat(client.get("/fills", "*/*").body()).startsWith("{\"fills\":[");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 31337})
  void allPagesTogetherHoldEveryRowOnceAlsoWhileRowsAreAdded(long seed) {
    UUID user = login();
    Random random = new Random(seed);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    TreeSet<String> before = new TreeSet<>();
    for (int i = 0; i < 120; i++) {
      // Few different times: rows of one moment are told apart by their ids.
      before.add(insert(user, "t" + random.nextInt(100_000), start.plusSeconds(random.nextInt(9))));
    }
    for (int round = 0; round < 4; round++) {
      int limit = 1 + random.nextInt(40);
      List<String> walked = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = Scenario.json(client.get("/fills?limit=" + limit + cursor).body());
        page.get("fills").forEach(fill -> walked.add(fill.get("trade_id").asText()));
        cursor =
            page.get("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asText();
        insert(user, "new" + random.nextLong(), start.plusSeconds(100 + random.nextInt(100)));
      } while (!cursor.isEmpty());

      assertThat(walked).as("seed %d limit %d", seed, limit).doesNotHaveDuplicates();
      assertThat(walked.stream().filter(before::contains))
          .containsExactlyInAnyOrderElementsOf(before);
    }
  }

  private String insert(UUID user, String id, Instant at) {
    pool.preparedQuery(
            """
            INSERT INTO fills (user_id, trade_id, ticker, side, quantity, yes_price, fee, is_taker,
              executed_at) VALUES ($1, $2, 'KXMADE-1-A', 'YES', 100, 5000, 0, true, $3)
            ON CONFLICT DO NOTHING
            """)
        .executeAndAwait(Tuple.of(user, id, at.atOffset(ZoneOffset.UTC)));
    return id;
  }

  private List<Long> equity(UUID user, String column) {
    List<Long> values = new ArrayList<>();
    pool.preparedQuery("SELECT " + column + " FROM equity WHERE user_id = $1")
        .executeAndAwait(Tuple.of(user))
        .forEach(row -> values.add(row.getLong(0)));
    return values;
  }

  private UUID login() {
    return UUID.fromString(client.authenticate(account).get("user_id").asText());
  }

  private void cash(String amount) {
    exchange.post("/accounts/" + account.id() + "/cash", "{\"amount_dollars\":\"" + amount + "\"}");
  }

  private JsonNode status() {
    return Scenario.json(client.get("/status").body());
  }

  private void awaitComplete() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode status = status();
              for (String kind : List.of("fills", "settlements", "flows")) {
                assertThat(status.get(kind).get("state").asText()).isEqualTo("complete");
                assertThat(status.get(kind).get("complete").asBoolean()).isTrue();
              }
            });
  }

  private List<String> quantities(String query) {
    return rows("/fills" + query, "fills").stream().map(f -> f.get("quantity").asText()).toList();
  }

  private List<JsonNode> rows(String path, String name) {
    List<JsonNode> rows = new ArrayList<>();
    Scenario.json(client.get(path).body()).get(name).forEach(rows::add);
    return rows;
  }
}
