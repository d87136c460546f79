package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of the control surface: what it tells of an account, and how a result is told to it. */
final class BooksReader {

  private BooksReader() {}

  static InProcessExchange.Truth truth(JsonObject json) {
    return new InProcessExchange.Truth(
        decimal(json, "cash_dollars"),
        rows(json, "positions", BooksReader::position),
        rows(json, "fills", BooksReader::execution),
        rows(json, "settlements", BooksReader::payment),
        json.getJsonArray("connection_numbers").stream()
            .map(number -> ((Number) number).longValue())
            .toList());
  }

  static InProcessExchange.Execution execution(JsonObject row) {
    return new InProcessExchange.Execution(
        row.getString("trade_id"),
        row.getString("ticker"),
        row.getString("outcome_side"),
        decimal(row, "count_fp"),
        decimal(row, "yes_price_dollars"),
        decimal(row, "fee_cost"));
  }

  static JsonObject verdict(String result, Optional<String> value) {
    JsonObject json = new JsonObject().put("result", result);
    value.ifPresent(v -> json.put("settlement_value_dollars", v));
    return json;
  }

  private static InProcessExchange.Position position(JsonObject row) {
    return new InProcessExchange.Position(
        row.getString("ticker"),
        decimal(row, "position_fp"),
        decimal(row, "market_exposure_dollars"),
        decimal(row, "realized_pnl_dollars"),
        decimal(row, "fees_paid_dollars"),
        decimal(row, "total_traded_dollars"));
  }

  private static InProcessExchange.Payment payment(JsonObject row) {
    return new InProcessExchange.Payment(
        row.getString("ticker"),
        row.getString("market_result"),
        BigDecimal.valueOf(row.getLong("revenue"), 2));
  }

  private static BigDecimal decimal(JsonObject json, String name) {
    return new BigDecimal(json.getString(name));
  }

  private static <T> List<T> rows(JsonObject json, String name, Function<JsonObject, T> row) {
    JsonArray array = json.getJsonArray(name);
    return array.stream().map(item -> row.apply((JsonObject) item)).toList();
  }
}
