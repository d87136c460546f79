package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.golden.Scenario;
import io.positionstream.stream.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden scenarios, played on the simulator and read from the running service. */
@QuarkusTest
class GoldenScenarioIT {

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  static Stream<Scenario> scenarios() {
    return Scenario.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void clientsSeeTheExpectedJson(Scenario scenario) {
    SimulatedExchange exchange = new SimulatedExchange(simulatorPort);
    exchange.post("/markets", scenario.market().toString());
    SimulatedExchange.Account account = exchange.newAccount(scenario.cash());
    Client client = new Client(port);
    client.authenticate(account);

    try (Client.Stream stream = client.stream("")) {
      await().until(() -> stream.types().contains("snapshot"));
      for (Scenario.Step step : scenario.steps()) {
        if (step.kind().equals("expect")) {
          await()
              .atMost(Duration.ofSeconds(20))
              .untilAsserted(
                  () ->
                      assertThat(Scenario.differences("", step.body(), seen(client, stream)))
                          .isEmpty());
        } else {
          play(exchange, account, scenario, step);
        }
      }
    }
  }

  private static void play(
      SimulatedExchange exchange,
      SimulatedExchange.Account account,
      Scenario scenario,
      Scenario.Step step) {
    String market = "/markets/" + scenario.ticker();
    switch (step.kind()) {
      case "trade" -> {
        ObjectNode body = step.body().deepCopy();
        body.put("market_ticker", scenario.ticker());
        exchange.post("/accounts/" + account.id() + "/trades", body.toString());
      }
      case "quote", "close", "determine" ->
          exchange.post(market + "/" + step.kind(), step.body().toString());
      case "settle" -> exchange.post(market + "/settle", "{}");
      default -> throw new IllegalArgumentException("unknown step " + step.kind());
    }
  }

  /** Positions and totals by REST, facts by the stream; both must agree. */
  private static JsonNode seen(Client client, Client.Stream stream) {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    seen.set("positions", client.positions().get("positions"));
    seen.set("portfolio", client.portfolio());
    ArrayNode facts = seen.putArray("facts");
    stream.see(SseClient::factMessages).forEach(facts::add);
    return seen;
  }
}
