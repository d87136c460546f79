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
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Differences between the stream, the exchange's books and the fills: found, kept, healed. */
@QuarkusTest
class DriftIT {

  private static final Duration LONG = Duration.ofSeconds(60);

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
    ticker = exchange.newMarket("KXDRIFT");
    client = new Client(port);
    user = UUID.fromString(client.authenticate(account).get("user_id").asText());
  }

  @AfterEach
  void leave() {
    exchange.delete("/faults");
    client.delete("");
  }

  @Test
  void aFillThatTheSocketNeverToldIsFoundAndHealedByTheRead() {
    exchange.post("/faults", "{\"kind\":\"silent_data\",\"account_id\":\"" + account.id() + "\"}");
    exchange.trade(account, ticker, "yes", "5.00", "0.4000");

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(drift("stream_vs_rest", "fill"))
                    .singleElement()
                    .satisfies(
                        row -> {
                          assertThat(row.get("ticker").asText()).isEqualTo(ticker);
                          assertThat(row.get("ours").isNull()).isTrue();
                          assertThat(row.get("status").asText()).isEqualTo("healed");
                          assertThat(row.get("healed_how").asText()).isEqualTo("reload");
                        }));
    assertThat(drift("stream_vs_rest", "contracts"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("ours").asText()).isEqualTo("0");
              assertThat(row.get("exchange").asText()).isEqualTo("5");
            });
  }

  @Test
  void fillsThatDoNotAddUpToTheBooksOpenADifferenceUntilTheyDo() {
    String fill =
        exchange.trade(account, ticker, "yes", "10.00", "0.4000").get("trade_id").asText();
    await().untilAsserted(() -> assertThat(changed("fee = fee", fill)).isOne());
    changed("ticker = 'elsewhere'", fill);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(open("incomplete"))
                    .as("missing here, and held nowhere else")
                    .containsExactlyInAnyOrder("0 10", "10 0"));
    changed("ticker = '" + ticker + "', fee = fee + 1000000", fill);
    await().atMost(LONG).untilAsserted(() -> assertThat(open("fees")).containsExactly("1.01 0.01"));
    changed("fee = fee - 1000000", fill);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(rows()).allMatch(row -> row.get("status").asText().equals("healed"));
              assertThat(drift("rest_vs_fills", "incomplete"))
                  .filteredOn(row -> row.get("ticker").asText().equals(ticker))
                  .extracting(row -> row.get("healed_how").asText())
                  .containsExactly("fill");
            });
    assertThat(client.positions().at("/positions/0/fees_paid").asText())
        .as("the exchange's figure is shown all the while")
        .isEqualTo("0.01");
  }

  @Test
  void refusesALimitThatIsNone() {
    for (String limit : List.of("0", "1001", "-1", "many", "99999999999")) {
      assertThat(client.get("/drift?limit=" + limit).statusCode()).as(limit).isEqualTo(400);
    }
    assertThat(client.get("/drift?limit=1").statusCode()).isEqualTo(200);
  }

  private int changed(String set, String fill) {
    return pool.preparedQuery("UPDATE fills SET " + set + " WHERE user_id = $1 AND trade_id = $2")
        .executeAndAwait(Tuple.of(user, fill))
        .rowCount();
  }

  private List<String> open(String field) {
    return drift("rest_vs_fills", field).stream()
        .filter(row -> row.get("status").asText().equals("open"))
        .map(row -> row.get("ours").asText() + " " + row.get("exchange").asText())
        .toList();
  }

  private List<JsonNode> drift(String source, String field) {
    return rows().stream()
        .filter(row -> row.get("source").asText().equals(source))
        .filter(row -> row.get("field").asText().equals(field))
        .toList();
  }

  private List<JsonNode> rows() {
    JsonNode answer = Scenario.json(client.get("/drift").body());
    return StreamSupport.stream(answer.get("drift").spliterator(), false).toList();
  }
}
