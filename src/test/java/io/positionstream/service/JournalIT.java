package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journal holds, also when the database was away, and after a logout. */
@QuarkusTest
class JournalIT {

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
    ticker = exchange.newMarket("KXJOURNAL");
    client = new Client(port);
    user = UUID.fromString(client.authenticate(account).get("user_id").asText());
  }

  @AfterEach
  void leave() {
    client.delete("");
  }

  @Test
  void holdsEveryFillAndTheNewestPosition() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    exchange.trade(account, ticker, "no", "4.00", "0.5500");

    await().untilAsserted(() -> assertThat(count("fills")).isEqualTo(2));
    await()
        .untilAsserted(
            () ->
                assertThat(one("SELECT contracts FROM position_cache WHERE user_id = $1"))
                    .isEqualTo(600L));
    assertThat(one("SELECT cash FROM portfolio_cache WHERE user_id = $1")).isNotNull();
    assertThat(count("equity")).isPositive();
  }

  @Test
  void writesWhatWaitedWhenTheDatabaseIsBackAlthoughNothingElseHappens() {
    await().untilAsserted(() -> assertThat(count("portfolio_cache")).isEqualTo(1));
    sql("ALTER TABLE fills RENAME TO fills_away");
    try {
      exchange.trade(account, ticker, "yes", "10.00", "0.4000");
      await().until(() -> client.positions().get("positions").size() == 1);
      assertThat(count("position_cache")).as("one transaction: all or nothing").isZero();
    } finally {
      sql("ALTER TABLE fills_away RENAME TO fills");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(count("fills")).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count("position_cache")).isEqualTo(1));
  }

  @Test
  void whatTheAccountWasWorthAfterEachFactIsKeptAlsoWhenTheyAreWrittenAtOnce() {
    await().untilAsserted(() -> assertThat(count("portfolio_cache")).isEqualTo(1));
    sql("ALTER TABLE fills RENAME TO fills_away");
    try {
      exchange.trade(account, ticker, "yes", "10.00", "0.4000");
      exchange.trade(account, ticker, "yes", "20.00", "0.4000");
      await().until(() -> client.positions().at("/positions/0/quantity").asInt() == 30);
    } finally {
      sql("ALTER TABLE fills_away RENAME TO fills");
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(count("fills")).isEqualTo(2));
    assertThat(all("SELECT cash FROM equity WHERE user_id = $1 AND at_fact ORDER BY at"))
        .containsExactly(995_990_000L, 987_980_000L);
  }

  @Test
  void ofAMinuteTheNewestValueIsKeptWithItsOwnTime() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    for (int bid : List.of(45, 50, 55)) {
      exchange.post(
          "/markets/" + ticker + "/quote",
          """
          {"yes_bid_dollars":"0.%d00","yes_bid_size_fp":"20.00","yes_ask_dollars":"0.7000",
           "yes_ask_size_fp":"5.00","price_dollars":"0.4700"}
          """
              .formatted(bid));
      Object worth = 995_990_000L + bid * 100_000L;
      await().until(() -> worth.equals(newest("total_value")));
    }

    assertThat(
            one(
                """
                SELECT max(n) FROM (SELECT count(*) AS n FROM equity WHERE user_id = $1
                  AND NOT at_fact GROUP BY date_trunc('minute', at)) minutes"""))
        .isEqualTo(1L);
    assertThat(newest("at > date_trunc('minute', at)")).isEqualTo(true);
  }

  @Test
  void depositsAreWrittenOnceAndNotWithEveryTrade() {
    exchange.post("/accounts/" + account.id() + "/cash", "{\"amount_dollars\":\"25.00\"}");
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(count("flows")).isEqualTo(1));
    await().until(() -> Long.valueOf(25_000_000).equals(newest("flows")));
    sql("CREATE TABLE writes (user_id uuid)");
    sql(
        """
        CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO writes VALUES (NEW.user_id); RETURN NEW; END $$""");
    sql(
        """
        CREATE TRIGGER noted BEFORE INSERT ON flows
        FOR EACH ROW EXECUTE FUNCTION note_write()""");
    try {
      exchange.trade(account, ticker, "yes", "1.00", "0.4000");
      exchange.trade(account, ticker, "yes", "1.00", "0.4000");
      await().untilAsserted(() -> assertThat(count("fills")).isEqualTo(3));

      assertThat(count("writes")).isZero();
    } finally {
      sql("DROP TRIGGER noted ON flows");
      sql("DROP FUNCTION note_write");
      sql("DROP TABLE writes");
    }
  }

  @Test
  void forgetsWhatIsCachedAtLogoutAndKeepsTheFacts() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    await().untilAsserted(() -> assertThat(count("position_cache")).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count("fills")).isEqualTo(1));

    client.delete("/logout");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");

    assertThat(count("user_credentials")).isZero();
    await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(count("position_cache")).isZero());
    assertThat(count("fills")).isEqualTo(1);
  }

  @Test
  void aKeyDeletedByAnotherProcessEndsTheEngineHere() {
    await().untilAsserted(() -> assertThat(count("portfolio_cache")).isEqualTo(1));
    pool.preparedQuery("DELETE FROM user_credentials WHERE user_id = $1")
        .executeAndAwait(Tuple.of(user));

    exchange.trade(account, ticker, "yes", "10.00", "0.4000");

    await()
        .untilAsserted(
            () -> assertThat(exchange.truth(account.id()).get("connections").asInt()).isZero());
  }

  private Object newest(String column) {
    return one("SELECT " + column + " FROM equity WHERE user_id = $1 ORDER BY at DESC LIMIT 1");
  }

  private List<Object> all(String query) {
    List<Object> values = new ArrayList<>();
    pool.preparedQuery(query)
        .executeAndAwait(Tuple.of(user))
        .forEach(row -> values.add(row.getValue(0)));
    return values;
  }

  private void sql(String statement) {
    pool.query(statement).executeAndAwait();
  }

  private long count(String table) {
    return (long) one("SELECT count(*) FROM " + table + " WHERE user_id = $1");
  }

  private Object one(String query) {
    var rows = pool.preparedQuery(query).executeAndAwait(Tuple.of(user)).iterator();
    return rows.hasNext() ? rows.next().getValue(0) : null;
  }
}
