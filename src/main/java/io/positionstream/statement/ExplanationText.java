package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
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
          json.writeStringField("ticker", ledger.market().value());
          json.writeStringField("event_ticker", Market.undescribed(ledger.market()).event());
          json.writeStringField(
              "market_title", explanation.position().map(p -> p.market().title()).orElse(null));
          json.writeStringField("status", status());
          json.writeStringField(
              "side", explanation.position().map(p -> p.side().name()).orElse(null));
          json.writeBooleanField("complete", explanation.isComplete());
          json.writeStringField("grade", TradeText.grade(explanation.isProven()));
          number(json, "contracts_before_first_fill", ledger.before().plain());
          number(json, "unmatched_contracts", ledger.unmatched().plain());
          json.writeObjectFieldStart("figures");
          figures(json);
          json.writeEndObject();
          mark(json);
          method(json, "average_cost", Method.AVERAGE);
          method(json, "fifo", Method.FIFO);
          JsonText.list(json, "lots", ledger.lots(), ExplanationText::lot);
          JsonText.list(json, "closings", ledger.closings(), ExplanationText::closing);
          boolean proven = explanation.isProven();
          JsonText.list(
              json,
              "cycles",
              ledger.cycles(),
              (row, cycle) -> TradeText.write(row, new Trade(cycle, proven)));
          JsonText.list(json, "fills", ledger.fills(), ExplanationText::fill);
          settlement(json, ledger.settlement());
        });
  }

  private String status() {
    if (explanation.ledger().settlement().isPresent()) {
      return "settled";
    }
    return explanation.position().map(p -> JsonText.word(p.market().phase())).orElse("flat");
  }

  private void figures(JsonGenerator json) throws IOException {
    figure(json, "quantity", explanation.quantity(), Contracts::plain);
    figure(json, "avg_entry_price", explanation.entryPrice(), each -> each.centsEach(ONE));
    figure(json, "cost_basis", explanation.costBasis(), Money::plain);
    figure(json, "position_value", explanation.value(), Money::plain);
    figure(json, "unrealized_pnl", explanation.unrealized(), Money::plain);
    figure(json, "realized_pnl", explanation.realized(), Money::plain);
    figure(json, "fees_paid", explanation.fees(), Money::plain);
  }

  private static <A> void figure(
      JsonGenerator json, String name, Figure<A> figure, Function<A, String> text)
      throws IOException {
    json.writeObjectFieldStart(name);
    number(json, "value", figure.value().map(text));
    number(json, "ours", figure.ours().map(text));
    number(json, "difference", figure.difference().map(text));
    JsonText.list(json, "parts", figure.parts(), (out, part) -> part(out, part, text));
    json.writeEndObject();
  }

  private static <A> void part(JsonGenerator json, Part<A> part, Function<A, String> text)
      throws IOException {
    json.writeStringField("part", JsonText.word(part.kind()));
    switch (part.kind()) {
      case LOT -> id(json, "lot", part.lot());
      case CLOSING -> {
        id(json, "lot", part.lot());
        id(json, "fill", part.fill());
      }
      case FILL -> id(json, "fill", part.fill());
      case UNEXPLAINED -> {}
    }
    number(json, "amount", text.apply(part.amount()));
  }

  private void mark(JsonGenerator json) throws IOException {
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
    json.writeObjectFieldStart("mark");
    json.writeStringField("source", JsonText.word(source));
    number(json, "price", held.flatMap(Position::mark).or(() -> paid).map(Price::cents));
    time(json, "price_as_of", quoted);
    number(json, "age_seconds", held.flatMap(p -> confirmed).map(this::age));
    json.writeEndObject();
  }

  private String age(Instant quoted) {
    return Long.toString(Math.max(0, Duration.between(quoted, now).toSeconds()));
  }

  private void method(JsonGenerator json, String name, Method method) throws IOException {
    Ledger ledger = explanation.ledger();
    json.writeObjectFieldStart(name);
    number(json, "cost_basis", ledger.cost().by(method).map(Money::plain));
    number(json, "realized_pnl", ledger.realized(method).map(Money::plain));
    number(json, "fees", ledger.fees().plain());
    number(json, "net_pnl", ledger.net(method).map(Money::plain));
    json.writeEndObject();
  }

  private static void lot(JsonGenerator json, Lot lot) throws IOException {
    id(json, "lot", lot.fill());
    json.writeStringField("side", lot.side().name());
    number(json, "quantity", lot.contracts().plain());
    number(json, "price", lot.price().map(Price::cents));
    cost(json, lot.cost());
    time(json, "opened_at", lot.openedAt());
  }

  private static void closing(JsonGenerator json, Closing closing) throws IOException {
    id(json, "lot", closing.lot());
    id(json, "fill", closing.fill());
    json.writeStringField("by", closing.fill().isPresent() ? "fill" : "settlement");
    json.writeNumberField("cycle", closing.cycle());
    json.writeStringField("side", closing.side().name());
    number(json, "quantity", closing.contracts().plain());
    cost(json, closing.cost());
    number(json, "proceeds", closing.proceeds().plain());
    number(json, "realized_average", closing.realized(Method.AVERAGE).map(Money::plain));
    number(json, "realized_fifo", closing.realized(Method.FIFO).map(Money::plain));
    time(json, "time", Optional.of(closing.at()));
  }

  private static void cost(JsonGenerator json, Cost cost) throws IOException {
    number(json, "cost_average", cost.average().map(Money::plain));
    number(json, "cost_fifo", cost.fifo().map(Money::plain));
  }

  private static void fill(JsonGenerator json, Fill fill) throws IOException {
    json.writeStringField("trade_id", fill.id().value());
    json.writeStringField("side", fill.side().name());
    number(json, "quantity", fill.quantity().plain());
    number(json, "price", fill.price().cents());
    number(json, "cost", fill.cost().plain());
    number(json, "fee", fill.fee().plain());
    time(json, "time", Optional.of(fill.time()));
  }

  private static void settlement(JsonGenerator json, Optional<Settlement> settlement)
      throws IOException {
    if (settlement.isEmpty()) {
      json.writeNullField("settlement");
      return;
    }
    Settlement paid = settlement.get();
    Side side = Side.of(paid.contracts());
    json.writeObjectFieldStart("settlement");
    json.writeStringField("result", paid.result());
    json.writeStringField("side", side.name());
    number(json, "settlement_value", paid.value().map(value -> value.of(side).cents()));
    number(json, "quantity", paid.contracts().abs().plain());
    number(json, "payout", paid.payout().plain());
    time(json, "time", Optional.of(paid.time()));
    json.writeEndObject();
  }

  private static void id(JsonGenerator json, String name, Optional<TradeId> id) throws IOException {
    json.writeStringField(name, id.map(TradeId::value).orElse(null));
  }
}
