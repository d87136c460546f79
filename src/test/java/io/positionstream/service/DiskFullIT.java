package io.positionstream.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
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

/** The database has no room left: SQLSTATE 53100 for whoever writes, nothing for whoever reads. */
@QuarkusTest
class DiskFullIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    ticker = exchange.newMarket("KXFULL");
    client = new Client(port);
    user = UUID.fromString(client.authenticate(account).get("user_id").asText());
    await().atMost(PATIENCE).until(() -> "writing".equals(status().at("/journal/status").asText()));
  }

  @AfterEach
  void makeRoom() {
    pool.query("DROP TRIGGER IF EXISTS disk_full ON fills").executeAndAwait();
    client.delete("");
  }

  @Test
  void isShownLosesNothingAndHealsByItself() {
    fill();
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");

    await().until(() -> client.positions().get("positions").size() == 1);
    await().until(() -> "waiting".equals(status().at("/journal/status").asText()));
    JsonNode journal = status().get("journal");
    assertThat(journal.get("reason").asText()).isEqualTo("disk_full");
    assertThat(journal.get("since").isTextual()).isTrue();
    assertThat(journal.get("backlog").asLong()).isEqualTo(1);
    given()
        .get("/q/health/well")
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'journal' }.status", equalTo("DOWN"))
        .body("checks.find { it.name == 'journal' }.data.reasons", equalTo("disk_full"));
    given().get("/q/health/live").then().statusCode(200);
    given().get("/health").then().statusCode(200);
    Exposition metrics = Exposition.read(given().accept("text/plain").get("/q/metrics").asString());
    assertThat(metrics.sum("journal_failures_total", "reason=\"disk_full\"")).isPositive();
    assertThat(metrics.sum("journal_waiting")).isPositive();

    pool.query("DROP TRIGGER disk_full ON fills").executeAndAwait();

    await().atMost(PATIENCE).until(() -> "writing".equals(status().at("/journal/status").asText()));
    assertThat(fills()).isEqualTo(1);
    given()
        .get("/q/health/well")
        .then()
        .body("checks.find { it.name == 'journal' }.status", equalTo("UP"));
  }

  private void fill() {
    pool.query(
            """
            CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
            END $$
            """)
        .executeAndAwait();
    pool.query(
            "CREATE TRIGGER disk_full BEFORE INSERT ON fills"
                + " FOR EACH STATEMENT EXECUTE FUNCTION disk_full()")
        .executeAndAwait();
  }

  private JsonNode status() {
    return Scenario.json(client.get("/status").body());
  }

  private long fills() {
    return pool.preparedQuery("SELECT count(*) FROM fills WHERE user_id = $1")
        .executeAndAwait(Tuple.of(user))
        .iterator()
        .next()
        .getLong(0);
  }
}
