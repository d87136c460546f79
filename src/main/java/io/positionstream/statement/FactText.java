package io.positionstream.statement;

import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.stream.FactJson;
import io.positionstream.web.JsonText;
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
  static void write(JsonText json, Fill fill) {
    FactJson.write(json, fill, effect(fill));
    json.flag("is_taker", fill.taker());
  }

  static void write(Csv csv, Fill fill) {
    csv.text(fill.id().value())
        .text(fill.market().value())
        .exact(fill.side().name())
        .exact(fill.quantity().plain())
        .exact(fill.price().cents())
        .exact(fill.fee().plain())
        .exact(effect(fill).map(JsonText::word))
        .exact(Boolean.toString(fill.taker()))
        .exact(millis(fill.time()))
        .end();
  }

  static void write(JsonText json, Settlement paid) {
    FactJson.write(json, paid);
    json.number("fees", paid.fees().plain());
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
  private static Optional<Fill.Effect> effect(Fill fill) {
    return fill.positionAfter().map(after -> after.minus(fill.change())).map(fill::effect);
  }

  private static String millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
