package io.positionstream.statement;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Position.MarkSource;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.positionstream.portfolio.ledger.Closing;
import io.positionstream.portfolio.ledger.Cost;
import io.positionstream.portfolio.ledger.Explanation;
import io.positionstream.portfolio.ledger.Figure;
import io.positionstream.portfolio.ledger.Ledger;
import io.positionstream.portfolio.ledger.Lot;
import io.positionstream.portfolio.ledger.Method;
import io.positionstream.portfolio.ledger.Part;
import io.positionstream.statement.TradesResource.Trade;
import io.positionstream.web.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * An explanation as JSON. Money in dollars, prices in cents of the side, {@code null} for what is
 * unknown; a lot is named by the fill that opened it.
 *
 * @param confirmed when the quote was last heard or read; empty when never
 * @param now what its age is counted to
 */
record ExplanationText(Explanation explanation, Optional<Instant> confirmed, Instant now) {

  private static final Contracts ONE = Contracts.of("1");

  String json() {
    Ledger ledger = explanation.ledger();
    return JsonText.object(
        json -> {
          json.text("ticker", ledger.market().value());
          json.text("event_ticker", Market.undescribed(ledger.market()).event());
          json.text(
              "market_title", explanation.position().map(p -> p.market().title()).orElse(null));
          json.text("status", status());
          json.text("side", explanation.position().map(p -> p.side().name()).orElse(null));
          json.flag("complete", explanation.isComplete());
          json.text("grade", TradeText.grade(explanation.isProven()));
          json.number("contracts_before_first_fill", ledger.before().plain());
          json.number("unmatched_contracts", ledger.unmatched().plain());
          json.open("figures");
          figures(json);
          json.close();
          mark(json);
          method(json, "average_cost", Method.AVERAGE);
          method(json, "fifo", Method.FIFO);
          json.list("lots", ledger.lots(), ExplanationText::lot);
          json.list("closings", ledger.closings(), ExplanationText::closing);
          boolean proven = explanation.isProven();
          json.list(
              "cycles",
              ledger.cycles(),
              (row, cycle) -> TradeText.write(row, new Trade(cycle, proven)));
          json.list("fills", ledger.fills(), ExplanationText::fill);
          settlement(json, ledger.settlement());
        });
  }

  private String status() {
    if (explanation.ledger().settlement().isPresent()) {
      return "settled";
    }
    return explanation.position().map(p -> JsonText.word(p.market().phase())).orElse("flat");
  }

  private void figures(JsonText json) {
    figure(json, "quantity", explanation.quantity(), Contracts::plain);
    figure(json, "avg_entry_price", explanation.entryPrice(), each -> each.centsEach(ONE));
    figure(json, "cost_basis", explanation.costBasis(), Money::plain);
    figure(json, "position_value", explanation.value(), Money::plain);
    figure(json, "unrealized_pnl", explanation.unrealized(), Money::plain);
    figure(json, "realized_pnl", explanation.realized(), Money::plain);
    figure(json, "fees_paid", explanation.fees(), Money::plain);
  }

  private static <A> void figure(
      JsonText json, String name, Figure<A> figure, Function<A, String> text) {
    json.open(name);
    json.number("value", figure.value().map(text));
    json.number("ours", figure.ours().map(text));
    json.number("difference", figure.difference().map(text));
    json.list("parts", figure.parts(), (out, part) -> part(out, part, text));
    json.close();
  }

  private static <A> void part(JsonText json, Part<A> part, Function<A, String> text) {
    json.text("part", JsonText.word(part.kind()));
    switch (part.kind()) {
      case LOT -> id(json, "lot", part.lot());
      case CLOSING -> {
        id(json, "lot", part.lot());
        id(json, "fill", part.fill());
      }
      case FILL -> id(json, "fill", part.fill());
      case UNEXPLAINED -> {}
    }
    json.number("amount", text.apply(part.amount()));
  }

  private void mark(JsonText json) {
    Optional<Position> held = explanation.position();
    Optional<Instant> quoted =
        held.map(Position::quote).map(Quote::at).filter(at -> !at.equals(Instant.EPOCH));
    Optional<Price> paid =
        explanation
            .ledger()
            .settlement()
            .flatMap(s -> s.value().map(value -> value.of(Side.of(s.contracts()))));
    MarkSource source =
        held.map(Position::markSource)
            .orElse(paid.isPresent() ? MarkSource.SETTLEMENT : MarkSource.NONE);
    json.open("mark");
    json.text("source", JsonText.word(source));
    json.number("price", held.flatMap(Position::mark).or(() -> paid).map(Price::cents));
    json.time("price_as_of", quoted);
    json.number("age_seconds", held.flatMap(p -> confirmed).map(this::age));
    json.close();
  }

  private String age(Instant quoted) {
    return Long.toString(Math.max(0, Duration.between(quoted, now).toSeconds()));
  }

  private void method(JsonText json, String name, Method method) {
    Ledger ledger = explanation.ledger();
    json.open(name);
    json.number("cost_basis", ledger.cost().by(method).map(Money::plain));
    json.number("realized_pnl", ledger.realized(method).map(Money::plain));
    json.number("fees", ledger.fees().plain());
    json.number("net_pnl", ledger.net(method).map(Money::plain));
    json.close();
  }

  private static void lot(JsonText json, Lot lot) {
    id(json, "lot", lot.fill());
    json.text("side", lot.side().name());
    json.number("quantity", lot.contracts().plain());
    json.number("price", lot.price().map(Price::cents));
    cost(json, lot.cost());
    json.time("opened_at", lot.openedAt());
  }

  private static void closing(JsonText json, Closing closing) {
    id(json, "lot", closing.lot());
    id(json, "fill", closing.fill());
    json.text("by", closing.fill().isPresent() ? "fill" : "settlement");
    json.number("cycle", closing.cycle());
    json.text("side", closing.side().name());
    json.number("quantity", closing.contracts().plain());
    cost(json, closing.cost());
    json.number("proceeds", closing.proceeds().plain());
    json.number("realized_average", closing.realized(Method.AVERAGE).map(Money::plain));
    json.number("realized_fifo", closing.realized(Method.FIFO).map(Money::plain));
    json.time("time", Optional.of(closing.at()));
  }

  private static void cost(JsonText json, Cost cost) {
    json.number("cost_average", cost.average().map(Money::plain));
    json.number("cost_fifo", cost.fifo().map(Money::plain));
  }

  private static void fill(JsonText json, Fill fill) {
    json.text("trade_id", fill.id().value());
    json.text("side", fill.side().name());
    json.number("quantity", fill.quantity().plain());
    json.number("price", fill.price().cents());
    json.number("cost", fill.cost().plain());
    json.number("fee", fill.fee().plain());
    json.time("time", Optional.of(fill.time()));
  }

  private static void settlement(JsonText json, Optional<Settlement> settlement) {
    if (settlement.isEmpty()) {
      json.unknown("settlement");
      return;
    }
    Settlement paid = settlement.get();
    Side side = Side.of(paid.contracts());
    json.open("settlement");
    json.text("result", paid.result());
    json.text("side", side.name());
    json.number("settlement_value", paid.value().map(value -> value.of(side).cents()));
    json.number("quantity", paid.contracts().abs().plain());
    json.number("payout", paid.payout().plain());
    json.time("time", Optional.of(paid.time()));
    json.close();
  }

  private static void id(JsonText json, String name, Optional<TradeId> id) {
    json.text(name, id.map(TradeId::value).orElse(null));
  }
}
