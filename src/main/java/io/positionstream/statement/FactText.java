package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.web.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Fills and settlements as the stream names their fields, in JSON and in CSV. */
final class FactText {

  static final List<String> FILL_COLUMNS =
      List.of(
          "trade_id", "ticker", "side", "quantity", "price", "fee", "effect", "is_taker", "time");

  static final List<String> SETTLEMENT_COLUMNS =
      List.of(
          "ticker",
          "result",
          "side",
          "settlement_value",
          "quantity",
          "payout",
          "realized_pnl",
          "fees",
          "time");

  private FactText() {}

  /** Writes the fields into an object that is open. */
  static void write(JsonGenerator json, Fill fill) throws IOException {
    json.writeStringField("trade_id", fill.id().value());
    json.writeStringField("ticker", fill.market().value());
    json.writeStringField("side", fill.side().name());
    number(json, "quantity", fill.quantity().plain());
    number(json, "price", fill.price().cents());
    number(json, "fee", fill.fee().plain());
    json.writeStringField("effect", effect(fill).orElse(null));
    json.writeBooleanField("is_taker", fill.taker());
    time(json, "time", Optional.of(fill.time()));
  }

  static void write(Csv csv, Fill fill) {
    csv.text(fill.id().value())
        .text(fill.market().value())
        .exact(fill.side().name())
        .exact(fill.quantity().plain())
        .exact(fill.price().cents())
        .exact(fill.fee().plain())
        .exact(effect(fill))
        .exact(Boolean.toString(fill.taker()))
        .exact(millis(fill.time()))
        .end();
  }

  static void write(JsonGenerator json, Settlement paid) throws IOException {
    Side side = Side.of(paid.contracts());
    json.writeStringField("ticker", paid.market().value());
    json.writeStringField("result", paid.result());
    json.writeStringField("side", side.name());
    number(json, "settlement_value", paid.value().map(v -> v.of(side).cents()));
    number(json, "quantity", paid.contracts().abs().plain());
    number(json, "payout", paid.payout().plain());
    number(json, "realized_pnl", paid.realized().plain());
    number(json, "fees", paid.fees().plain());
    time(json, "time", Optional.of(paid.time()));
  }

  static void write(Csv csv, Settlement paid) {
    Side side = Side.of(paid.contracts());
    List<Money> amounts = List.of(paid.payout(), paid.realized(), paid.fees());
    csv.text(paid.market().value())
        .text(paid.result())
        .exact(side.name())
        .exact(paid.value().map(v -> v.of(side).cents()))
        .exact(paid.contracts().abs().plain());
    amounts.forEach(amount -> csv.exact(amount.plain()));
    csv.exact(millis(paid.time())).end();
  }

  /** Only the socket tells the position after a fill; what nobody told is not guessed. */
  private static Optional<String> effect(Fill fill) {
    Optional<Contracts> before = fill.positionAfter().map(after -> after.minus(fill.change()));
    return before.map(fill::effect).map(JsonText::word);
  }

  private static String millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
