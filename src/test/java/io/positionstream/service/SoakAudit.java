package io.positionstream.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what the service says of one account, in every way it says it, with the truth. */
final class SoakAudit {

  private static final String FILLS = "SELECT trade_id FROM fills WHERE user_id = ?::uuid";
  private static final String SETTLEMENTS =
      "SELECT ticker FROM settlements WHERE user_id = ?::uuid";

  /** The exchange shows no finer cash. */
  private static final BigDecimal CASH_STEP = new BigDecimal("0.0001");

  private final String name;
  private final JsonNode truth;
  private final BigDecimal paidIn;
  private final List<String> differences = new ArrayList<>();

  /**
   * @param paidIn the first cash and all deposits less withdrawals
   */
  SoakAudit(String name, JsonNode truth, BigDecimal paidIn) {
    this.name = name;
    this.truth = truth;
    this.paidIn = paidIn;
  }

  /** Where they differ; empty when all is equal. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  void positions(String by, Iterable<JsonNode> ours) {
    Map<String, String> held = new TreeMap<>();
    for (JsonNode p : ours) {
      BigDecimal quantity = p.get("quantity").decimalValue();
      held.put(
          p.get("ticker").asText(),
          figures(
              p.get("side").asText().equals("YES") ? quantity : quantity.negate(),
              p.get("cost_basis").decimalValue(),
              p.get("realized_pnl").decimalValue(),
              p.get("fees_paid").decimalValue()));
    }
    Map<String, String> theirs = new TreeMap<>();
    for (JsonNode p : truth.get("positions")) {
      if (decimal(p, "position_fp").signum() != 0) {
        theirs.put(
            p.get("ticker").asText(),
            figures(
                decimal(p, "position_fp"),
                decimal(p, "market_exposure_dollars"),
                decimal(p, "realized_pnl_dollars"),
                decimal(p, "fees_paid_dollars")));
      }
    }
    compare(by + " position", theirs, held);
  }

  void portfolio(String by, JsonNode ours) {
    compare(
        by + " portfolio",
        Map.of(
            "cash, realized, fees",
            figures(
                decimal(truth, "cash_dollars"), realized(), sum(truth.get("fills"), "fee_cost"))),
        Map.of(
            "cash, realized, fees",
            figures(
                ours.path("cash_balance").decimalValue(),
                ours.path("realized_pnl").decimalValue(),
                ours.path("fees_paid").decimalValue())));
  }

  /** A settled market gained its payout and a dollar for each pair, less what all of it cost. */
  private BigDecimal realized() {
    BigDecimal realized = sum(truth.get("positions"), "realized_pnl_dollars");
    for (JsonNode s : truth.get("settlements")) {
      realized =
          realized
              .add(decimal(s, "yes_count_fp").min(decimal(s, "no_count_fp")))
              .add(decimal(s, "revenue").movePointLeft(2))
              .subtract(decimal(s, "yes_total_cost_dollars"))
              .subtract(decimal(s, "no_total_cost_dollars"));
    }
    return realized;
  }

  /** The exchange's own books: cash is what was paid in and gained, less fees and what is open. */
  void books() {
    BigDecimal expected =
        paidIn
            .add(realized())
            .subtract(sum(truth.get("fills"), "fee_cost"))
            .subtract(sum(truth.get("positions"), "market_exposure_dollars"));
    BigDecimal off = expected.subtract(decimal(truth, "cash_dollars")).abs();
    if (off.compareTo(CASH_STEP) >= 0) {
      differences.add(name + ": the exchange's own books are off by " + off);
    }
  }

  void fills(Map<String, JsonNode> told) {
    Map<String, String> theirs = new TreeMap<>();
    for (JsonNode f : truth.get("fills")) {
      boolean yes = f.get("outcome_side").asText().equals("yes");
      theirs.put(
          f.get("trade_id").asText(),
          f.get("ticker").asText()
              + (yes ? " YES " : " NO ")
              + figures(
                  decimal(f, "count_fp"),
                  decimal(f, yes ? "yes_price_dollars" : "no_price_dollars").movePointRight(2),
                  decimal(f, "fee_cost")));
    }
    Map<String, String> ours = new TreeMap<>();
    told.forEach(
        (id, f) ->
            ours.put(
                id,
                "%s %s %s"
                    .formatted(
                        f.get("ticker").asText(),
                        f.get("side").asText(),
                        figures(
                            f.get("quantity").decimalValue(),
                            f.get("price").decimalValue(),
                            f.get("fee").decimalValue()))));
    compare("fill told", theirs, ours);
  }

  /** Also of markets where nothing was held any more when they paid. */
  void settlements(Map<String, JsonNode> told) {
    Map<String, String> theirs = new TreeMap<>();
    truth
        .get("settlements")
        .forEach(
            s ->
                theirs.put(
                    s.get("ticker").asText(),
                    s.get("market_result").asText()
                        + " "
                        + figures(decimal(s, "revenue").movePointLeft(2))));
    Map<String, String> ours = new TreeMap<>();
    told.forEach(
        (ticker, s) ->
            ours.put(
                ticker, s.get("result").asText() + " " + figures(s.get("payout").decimalValue())));
    compare("settlement told", theirs, ours);
  }

  /** What PostgreSQL holds; every fill once, by its key. */
  void journal(String jdbcUrl, String user) {
    compare(
        "fill in the journal", names(truth.get("fills"), "trade_id"), rows(jdbcUrl, FILLS, user));
    compare(
        "settlement in the journal",
        names(truth.get("settlements"), "ticker"),
        rows(jdbcUrl, SETTLEMENTS, user));
  }

  /** How many fills of a user PostgreSQL holds. */
  static int journaled(String jdbcUrl, String user) {
    return rows(jdbcUrl, FILLS, user).size();
  }

  private static Map<String, String> names(JsonNode rows, String field) {
    Map<String, String> names = new TreeMap<>();
    rows.forEach(row -> names.put(row.get(field).asText(), "there"));
    return names;
  }

  private static Map<String, String> rows(String jdbcUrl, String query, String user) {
    Map<String, String> found = new TreeMap<>();
    try (var connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, user);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), "there");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private void compare(String what, Map<String, String> theirs, Map<String, String> ours) {
    Set<String> all = new TreeSet<>(theirs.keySet());
    all.addAll(ours.keySet());
    for (String key : all) {
      if (!Objects.equals(theirs.get(key), ours.get(key))) {
        differences.add(
            "%s: %s %s: the exchange has %s, we have %s"
                .formatted(name, what, key, theirs.get(key), ours.get(key)));
      }
    }
  }

  private static String figures(BigDecimal... amounts) {
    List<String> text = new ArrayList<>();
    for (BigDecimal amount : amounts) {
      text.add(amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString());
    }
    return String.join(" ", text);
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
}
