package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * The packaged service is killed in the middle of the tape and comes back with the same account.
 */
@Execution(CONCURRENT)
class KilledServiceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Test
  void aKilledServiceComesBackWithWhatTheExchangeReports(@TempDir Path home) throws SQLException {
    try (Service service = new Service(home)) {
      service.start();
      SimulatedExchange exchange = new SimulatedExchange(service.simulatorPort());
      Client client = new Client(service.port());
      client.authenticate("{\"environment\":\"simulator\"}");
      Set<String> cached = watchTheTapeMove(client);
      tradeWhatIsHeld(exchange, client);

      service.kill();
      service.start();

      // Before the exchange has answered: what the database remembers, and no new login.
      assertThat(tickers(client.positions())).isNotEmpty().containsAnyElementsOf(cached);
      await()
          .atMost(PATIENCE)
          .until(() -> "live".equals(client.portfolio().at("/feed/status").asText()));
      exchange.post("/tape", "{\"paused\":true}");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonNode truth = exchange.truth("demo");
                assertThat(ours(client.positions())).isEqualTo(theirs(truth));
                assertThat(client.portfolio().get("cash_balance").decimalValue())
                    .isEqualByComparingTo(decimal(truth, "cash_dollars"));
                assertThat(client.portfolio().get("fees_paid").decimalValue())
                    .isEqualByComparingTo(sum(truth.get("positions"), "fees_paid_dollars"));
                assertThat(client.portfolio().get("realized_pnl").decimalValue())
                    .isEqualByComparingTo(sum(truth.get("positions"), "realized_pnl_dollars"));
                assertThat(journaled(service)).isEqualTo(tradeIds(truth));
              });
    }
  }

  private static Set<String> watchTheTapeMove(Client client) {
    try (Client.Stream stream = client.stream("")) {
      await()
          .atMost(PATIENCE)
          .until(() -> stream.types().stream().filter("position_update"::equals).count() >= 50);
      return new TreeSet<>(stream.positions().keySet());
    }
  }

  /** A trade in the very moment before the kill: the journal may or may not have it yet. */
  private static void tradeWhatIsHeld(SimulatedExchange exchange, Client client) {
    String ticker = client.positions().get("positions").get(0).get("ticker").asText();
    exchange.post(
        "/accounts/demo/trades",
        """
        {"market_ticker":"%s","outcome_side":"yes","count_fp":"1.00","yes_price_dollars":"0.5000",
         "fee_dollars":"0.0175","is_taker":true}
        """
            .formatted(ticker));
  }

  private static Set<String> tickers(JsonNode positions) {
    Set<String> tickers = new TreeSet<>();
    positions.get("positions").forEach(p -> tickers.add(p.get("ticker").asText()));
    return tickers;
  }

  private static TreeMap<String, String> ours(JsonNode positions) {
    TreeMap<String, String> held = new TreeMap<>();
    for (JsonNode p : positions.get("positions")) {
      BigDecimal quantity = p.get("quantity").decimalValue();
      held.put(
          p.get("ticker").asText(),
          figures(
              p.get("side").asText().equals("YES") ? quantity : quantity.negate(),
              p.get("cost_basis").decimalValue(),
              p.get("realized_pnl").decimalValue(),
              p.get("fees_paid").decimalValue()));
    }
    return held;
  }

  private static TreeMap<String, String> theirs(JsonNode truth) {
    TreeMap<String, String> held = new TreeMap<>();
    for (JsonNode p : truth.get("positions")) {
      if (decimal(p, "position_fp").signum() != 0) {
        held.put(
            p.get("ticker").asText(),
            figures(
                decimal(p, "position_fp"),
                decimal(p, "market_exposure_dollars"),
                decimal(p, "realized_pnl_dollars"),
                decimal(p, "fees_paid_dollars")));
      }
    }
    return held;
  }

  private static String figures(BigDecimal... amounts) {
    StringBuilder text = new StringBuilder();
    for (BigDecimal amount : amounts) {
      text.append(amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString())
          .append(' ');
    }
    return text.toString();
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(node.get(field).asText());
  }

  private static BigDecimal sum(JsonNode rows, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : rows) {
      sum = sum.add(decimal(row, field));
    }
    return sum;
  }

  private static Set<String> tradeIds(JsonNode truth) {
    Set<String> ids = new TreeSet<>();
    truth.get("fills").forEach(f -> ids.add(f.get("trade_id").asText()));
    return ids;
  }

  private static Set<String> journaled(Service service) throws SQLException {
    try (var connection = DriverManager.getConnection(service.jdbcUrl());
        var rows = connection.createStatement().executeQuery("SELECT trade_id FROM fills")) {
      Set<String> ids = new TreeSet<>();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    }
  }
}
