package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.ledger.Cycle;
import io.positionstream.portfolio.ledger.Method;
import io.positionstream.statement.TradesResource.Trade;
import io.positionstream.web.JsonText;
import java.io.IOException;
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
  static void write(JsonGenerator json, Trade trade) throws IOException {
    Cycle cycle = trade.cycle();
    json.writeStringField("id", cycle.id());
    json.writeStringField("ticker", cycle.market().value());
    json.writeStringField("event_ticker", event(cycle));
    json.writeStringField("side", cycle.side().name());
    number(json, "quantity", cycle.opened().plain());
    number(json, "avg_entry_price", entry(cycle));
    number(json, "avg_exit_price", exit(cycle));
    number(json, "realized_pnl", gross(cycle));
    number(json, "fees", fees(cycle));
    number(json, "net_pnl", net(cycle));
    time(json, "opened_at", cycle.openedAt());
    time(json, "closed_at", cycle.closedAt());
    number(json, "duration_held", seconds(cycle));
    json.writeStringField("ended", ended(cycle).orElse(null));
    json.writeBooleanField("complete", trade.isExact());
    json.writeStringField("grade", grade(trade.isExact()));
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
