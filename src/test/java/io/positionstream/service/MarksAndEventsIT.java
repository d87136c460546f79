package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a position is worth by each mark, and what an event brings, over HTTP. */
@QuarkusTest
class MarksAndEventsIT {

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private String event;

  @BeforeEach
  void connectAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    client = new Client(port);
    client.authenticate(account);
    event = "KXEVENT" + System.nanoTime();
  }

  @AfterEach
  void leave() {
    client.delete("");
  }

  @Test
  void showsEveryMarkAndWhatTheExitBrings() {
    String ticker = market("A", true);
    quote(ticker, "0.4800", "20.00", "0.5000", "5.00");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");

    await()
        .untilAsserted(
            () -> {
              JsonNode marks = json("/positions/" + ticker + "/marks");
              assertThat(marks.at("/book").asText()).isEqualTo("two_sided");
              assertThat(marks.at("/liquidation/price").decimalValue()).isEqualByComparingTo("48");
              assertThat(marks.at("/mid/price").decimalValue()).isEqualByComparingTo("49");
              assertThat(marks.at("/mid/unrealized_pnl").decimalValue())
                  .isEqualByComparingTo("0.9");
              assertThat(marks.at("/exit_value").decimalValue()).isEqualByComparingTo("4.8");
              assertThat(marks.at("/estimated_fee").decimalValue()).isEqualByComparingTo("0.1748");
              assertThat(marks.at("/exit_contracts_at_top").asInt()).isEqualTo(10);
              assertThat(marks.at("/stale").asBoolean()).isFalse();
            });
  }

  @Test
  void saysWhyThereIsNoPrice() {
    String ticker = market("A", true);
    quote(ticker, "0.0000", "0.00", "0.5000", "5.00");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");

    await()
        .untilAsserted(
            () -> {
              JsonNode marks = json("/positions/" + ticker + "/marks");
              assertThat(marks.at("/liquidation/price").isNull()).isTrue();
              assertThat(marks.at("/liquidation/reason").asText()).isEqualTo("one_sided");
              assertThat(marks.at("/exit_value").isNull()).isTrue();
              assertThat(marks.at("/exit_reason").asText()).isEqualTo("no_buyer");
            });
  }

  @Test
  void aMarketThatIsNotHeldHasNoMarks() {
    assertThat(client.get("/positions/KXNOTHELD/marks").statusCode()).isEqualTo(404);
    assertThat(client.get("/positions/KXNOTHELD/marks").body()).contains("not_found");
  }

  @Test
  void oneMarketTakesTheDollarOfAMutuallyExclusiveEvent() {
    String first = market("A", true);
    String second = market("B", true);
    exchange.trade(account, first, "yes", "10.00", "0.4000");
    exchange.trade(account, second, "no", "10.00", "0.3000");

    await()
        .untilAsserted(
            () -> {
              JsonNode view = json("/events").at("/events/0");
              assertThat(view.at("/event_ticker").asText()).isEqualTo(event);
              assertThat(view.at("/method").asText()).isEqualTo("mutually_exclusive");
              assertThat(profits(view)).containsExactly("9", "-11", "-1");
              assertThat(view.at("/outcomes/2/outcome").asText()).isEqualTo("none_of_these");
              assertThat(view.at("/capital_at_risk").asInt()).isEqualTo(11);
              assertThat(view.at("/best_case").asInt()).isEqualTo(9);
            });
  }

  @Test
  void independentMarketsAddUpAndSaySo() {
    String first = market("A", false);
    String second = market("B", false);
    exchange.trade(account, first, "no", "10.00", "0.6000");
    exchange.trade(account, second, "no", "10.00", "0.5000");

    await()
        .untilAsserted(
            () -> {
              JsonNode view = json("/events").at("/events/0");
              assertThat(view.at("/method").asText()).isEqualTo("independent");
              assertThat(view.at("/mutually_exclusive").asBoolean(true)).isFalse();
              assertThat(view.at("/worst_case").asInt()).isEqualTo(-9);
              assertThat(view.at("/best_case").asInt()).isEqualTo(11);
              assertThat(view.at("/positions")).hasSize(2);
            });
  }

  private String market(String outcome, boolean exclusive) {
    String ticker = event + "-" + outcome;
    exchange.post(
        "/markets",
        """
        {"market_ticker":"%s","event_ticker":"%s","title":"%s","mutually_exclusive":%s,
         "close_time":"2099-01-01T00:00:00Z"}
        """
            .formatted(ticker, event, outcome, exclusive));
    return ticker;
  }

  private void quote(String ticker, String bid, String bidSize, String ask, String askSize) {
    exchange.post(
        "/markets/" + ticker + "/quote",
        """
        {"yes_bid_dollars":"%s","yes_bid_size_fp":"%s","yes_ask_dollars":"%s",
         "yes_ask_size_fp":"%s","price_dollars":"0.4700"}
        """
            .formatted(bid, bidSize, ask, askSize));
  }

  private JsonNode json(String path) {
    return Scenario.json(client.get(path).body());
  }

  private static List<String> profits(JsonNode view) {
    return StreamSupport.stream(view.at("/outcomes").spliterator(), false)
        .map(outcome -> outcome.get("profit").asText())
        .toList();
  }
}
