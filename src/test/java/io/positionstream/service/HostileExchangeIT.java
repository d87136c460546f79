package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader of the stream is told while the exchange misbehaves. */
@QuarkusTest
class HostileExchangeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SOCKETS = "\"path\":\"/trade-api/ws/v2\"";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private Client.Stream stream;
  private String ticker;

  @BeforeEach
  void followAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    ticker = exchange.newMarket("KXHOSTILE");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    client = new Client(port);
    client.authenticate(account);
    stream = client.stream("");
    await().until(() -> stream.positions().containsKey(ticker));
  }

  @AfterEach
  void peace() {
    stream.close();
    exchange.delete("/faults");
  }

  @Test
  void figuresStayRightByRestWhileTheSocketCannotBeHad() {
    fault("refuse_connect", SOCKETS);
    fault("cut", SOCKETS);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(states()).contains("polling"));
    assertThat(states().getFirst()).isEqualTo("reconnecting");

    exchange.trade(account, ticker, "no", "4.00", "0.5000");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(quantity()).isEqualTo(6));
    assertThat(stream.facts()).hasSize(1);
    assertThat(state()).isEqualTo("polling");

    exchange.delete("/faults");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(state()).isEqualTo("live"));
    assertThat(stream.facts()).hasSize(1);
    assertThat(client.portfolio().at("/feed/status").asText()).isEqualTo("live");
  }

  @Test
  void maintenanceIsCalledMaintenance() {
    fault("maintenance", "\"seconds\":60");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(statusMessages())
                    .anyMatch(
                        message ->
                            message.get("status").asText().equals("reconnecting")
                                && message.get("reason").asText().startsWith("maintenance")));
  }

  @Test
  void aLineWithoutASignOfLifeIsStaleUntilThereIsOne() {
    fault("no_ping", "\"seconds\":300");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(state()).isEqualTo("stale"));

    exchange.trade(account, ticker, "no", "4.00", "0.5000");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(state()).isEqualTo("live"));
    await().untilAsserted(() -> assertThat(quantity()).isEqualTo(6));
    assertThat(states()).doesNotContain("reconnecting");
  }

  @Test
  void noiseOnTheLineChangesNothing() {
    for (String kind :
        List.of("duplicate", "reorder", "garbage", "unknown_fields", "slow_frames")) {
      fault(kind, "\"seconds\":300,\"probability\":0.5,\"delay_ms\":200");
    }
    for (int i = 0; i < 20; i++) {
      exchange.trade(account, ticker, i % 3 == 0 ? "no" : "yes", "1.50", "0.5000");
    }

    JsonNode truth = exchange.truth(account.id());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(stream.facts()).hasSize(20);
              assertThat(quantity())
                  .isEqualTo(Math.abs(truth.at("/positions/0/position_fp").asDouble()));
            });
  }

  @Test
  void warnsOfAKeyThatCanTrade() {
    JsonNode made =
        exchange.post("/accounts", "{\"cash_dollars\":\"1.00\",\"scopes\":[\"read\",\"write\"]}");
    var trader =
        new SimulatedExchange.Account(
            made.get("account_id").asText(),
            made.get("key_id").asText(),
            made.get("private_key_pem").asText());

    JsonNode session = new Client(port).authenticate(trader);

    assertThat(session.get("key_scopes")).extracting(JsonNode::asText).contains("write");
    assertThat(session.get("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly("key_can_trade");
  }

  private void fault(String kind, String more) {
    exchange.post(
        "/faults",
        "{\"kind\":\"%s\",\"account_id\":\"%s\",%s}".formatted(kind, account.id(), more));
  }

  private double quantity() {
    return stream.positions().get(ticker).get("quantity").asDouble();
  }

  /** The newest one, or nothing while none was told. */
  private String state() {
    List<String> states = states();
    return states.isEmpty() ? "" : states.getLast();
  }

  private List<String> states() {
    return statusMessages().map(message -> message.get("status").asText()).toList();
  }

  private Stream<JsonNode> statusMessages() {
    return stream
        .raw()
        .lines()
        .filter(line -> line.startsWith("data: ") && line.contains("connection_status"))
        .map(line -> Scenario.json(line.substring("data: ".length())));
  }
}
