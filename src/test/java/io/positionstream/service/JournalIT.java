package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
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
