package io.positionstream.statement;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.ledger.Cycle;
import io.positionstream.portfolio.ledger.Method;
import io.positionstream.statement.TradesResource.Trade;
import io.positionstream.web.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A cycle from flat to flat, in JSON and in CSV: the same fields in the same order. */
final class TradeText {

  static final List<String> COLUMNS =
      List.of(
          "id",
          "ticker",
          "event_ticker",
          "side",
          "quantity",
          "avg_entry_price",
          "avg_exit_price",
          "realized_pnl",
          "fees",
          "net_pnl",
          "opened_at",
          "closed_at",
          "duration_held",
          "ended",
          "complete",
          "grade");

  private TradeText() {}

  /** Writes the fields into an object that is open. */
  static void write(JsonText json, Trade trade) {
    Cycle cycle = trade.cycle();
    json.text("id", cycle.id());
    json.text("ticker", cycle.market().value());
    json.text("event_ticker", event(cycle));
    json.text("side", cycle.side().name());
    json.number("quantity", cycle.opened().plain());
    json.number("avg_entry_price", entry(cycle));
    json.number("avg_exit_price", exit(cycle));
    json.number("realized_pnl", gross(cycle));
    json.number("fees", fees(cycle));
    json.number("net_pnl", net(cycle));
    json.time("opened_at", cycle.openedAt());
    json.time("closed_at", cycle.closedAt());
    json.number("duration_held", seconds(cycle));
    json.text("ended", ended(cycle).orElse(null));
    json.flag("complete", trade.isExact());
    json.text("grade", grade(trade.isExact()));
  }

  static void write(Csv csv, Trade trade) {
    Cycle cycle = trade.cycle();
    csv.text(cycle.id())
        .text(cycle.market().value())
        .text(event(cycle))
        .exact(cycle.side().name())
        .exact(cycle.opened().plain())
        .exact(entry(cycle))
        .exact(exit(cycle))
        .exact(gross(cycle))
        .exact(fees(cycle))
        .exact(net(cycle))
        .exact(cycle.openedAt().map(TradeText::millis))
        .exact(cycle.closedAt().map(TradeText::millis))
        .exact(seconds(cycle))
        .exact(ended(cycle))
        .exact(Boolean.toString(trade.isExact()))
        .exact(grade(trade.isExact()))
        .end();
  }

  /** Without every fill, its direction included, figures are only the best there is. */
  static String grade(boolean proven) {
    return proven ? "exact" : "estimated";
  }

  private static String event(Cycle cycle) {
    return Market.undescribed(cycle.market()).event();
  }

  private static Optional<String> entry(Cycle cycle) {
    return cycle.entryCost().flatMap(cost -> each(cost, cycle.opened()));
  }

  private static Optional<String> exit(Cycle cycle) {
    return each(cycle.proceeds(), cycle.closed());
  }

  private static Optional<String> each(Money money, Contracts contracts) {
    return contracts.isZero() ? Optional.empty() : Optional.of(money.centsEach(contracts));
  }

  private static Optional<String> gross(Cycle cycle) {
    return cycle.realized(Method.AVERAGE).map(Money::plain);
  }

  /** Those of fills that are not known are missing, so the sum is unknown. */
  private static Optional<String> fees(Cycle cycle) {
    return cycle.openedAt().map(known -> cycle.fees().plain());
  }

  private static Optional<String> net(Cycle cycle) {
    return cycle.net(Method.AVERAGE).map(Money::plain);
  }

  private static Optional<String> seconds(Cycle cycle) {
    return cycle.held().map(held -> Long.toString(Math.max(0, held.toSeconds())));
  }

  private static Optional<String> ended(Cycle cycle) {
    return cycle.isOver() ? Optional.of(JsonText.word(cycle.ending())) : Optional.empty();
  }

  private static String millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
