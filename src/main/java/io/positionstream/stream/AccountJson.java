package io.positionstream.stream;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.object;
import static io.positionstream.web.JsonText.time;
import static io.positionstream.web.JsonText.word;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.portfolio.Day;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.Totals;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The JSON shapes of the public contract. Amounts are printed from integers: dollars for money,
 * cents of the side held for prices, {@code null} for what is unknown.
 */
final class AccountJson {

  private AccountJson() {}

  static String whole(Position position) {
    return object(
        json -> {
          json.writeStringField("id", position.ticker().value());
          json.writeStringField("ticker", position.ticker().value());
          json.writeStringField("event_ticker", position.market().event());
          json.writeStringField("market_title", position.market().title());
          json.writeStringField("side", position.side().name());
          number(json, "quantity", position.quantity().plain());
          number(json, "avg_entry_price", position.holding().cost().centsEach(position.quantity()));
          json.writeStringField("mark", word(position.markSource()));
          json.writeStringField("status", word(position.market().phase()));
          number(json, "cost_basis", position.holding().cost().plain());
          number(json, "realized_pnl", position.holding().realized().plain());
          number(json, "fees_paid", position.holding().fees().plain());
          time(json, "entry_time", position.entryTime());
          time(json, "expiration_date", position.market().expiresAt());
          priceGroup(json, position);
        });
  }

  static String priceOnly(Position position) {
    return object(
        json -> {
          json.writeStringField("ticker", position.ticker().value());
          priceGroup(json, position);
        });
  }

  private static void priceGroup(JsonGenerator json, Position position) throws IOException {
    var quote = position.quote();
    number(json, "current_price", position.mark().map(Price::cents));
    number(json, "bid", quote.bidFor(position.side()).map(Price::cents));
    number(json, "ask", quote.askFor(position.side()).map(Price::cents));
    number(json, "last_price", quote.lastFor(position.side()).map(Price::cents));
    time(json, "price_as_of", Optional.of(quote.at()).filter(at -> !at.equals(Instant.EPOCH)));
    Optional<Money> unrealized = position.unrealized();
    number(json, "position_value", position.value().map(Money::plain));
    number(json, "unrealized_pnl", unrealized.map(Money::plain));
    number(
        json,
        "unrealized_pnl_percent",
        unrealized.flatMap(pnl -> percent(pnl, position.holding().cost())));
    time(json, "last_updated", Optional.of(position.updatedAt()));
    // As of last_updated, so it moves with the price.
    number(json, "duration_held", held(position).map(d -> Long.toString(d.toSeconds())));
  }

  private static Optional<Duration> held(Position position) {
    return position
        .entryTime()
        .map(entry -> Duration.between(entry, position.updatedAt()))
        .map(held -> held.isNegative() ? Duration.ZERO : held);
  }

  static String portfolio(Portfolio portfolio) {
    Totals totals = portfolio.totals();
    Optional<Money> today = portfolio.todayProfit();
    return object(
        json -> {
          number(json, "total_value", portfolio.totalValue().map(Money::plain));
          number(json, "cash_balance", portfolio.cash().map(Money::plain));
          number(json, "positions_value", totals.value().plain());
          number(json, "today_pnl", today.map(Money::plain));
          number(
              json,
              "today_pnl_percent",
              today.flatMap(
                  pnl -> portfolio.day().map(Day::base).flatMap(base -> percent(pnl, base))));
          time(json, "today_since", portfolio.day().map(Day::since));
          number(json, "today_base", portfolio.day().map(day -> day.base().plain()));
          number(json, "today_flows", portfolio.day().map(day -> day.flows().plain()));
          number(json, "unrealized_pnl", totals.unrealized().plain());
          number(json, "realized_pnl", totals.realized().plain());
          number(json, "fees_paid", totals.fees().plain());
          number(json, "total_pnl", totals.profit().plain());
          number(json, "unexplained", portfolio.unexplained().map(Money::plain));
          json.writeNumberField("position_count", totals.count());
          json.writeNumberField("carried_count", totals.carried());
          json.writeNumberField("unmarked_count", totals.unmarked());
          time(json, "pnl_since", portfolio.pnlSince());
          feed(json, portfolio.line());
          json.writeNumberField("seq", portfolio.seq());
          time(json, "last_updated", Optional.of(portfolio.updatedAt()));
        });
  }

  /** The field {@code feed}. */
  static void feed(JsonGenerator json, Line line) throws IOException {
    json.writeObjectFieldStart("feed");
    line(json, line);
    json.writeEndObject();
  }

  static void line(JsonGenerator json, Line line) throws IOException {
    json.writeStringField("status", line.status());
    time(json, "since", Optional.of(line.since()));
    json.writeStringField("reason", line.reason());
  }

  static String fact(Fact fact) {
    return switch (fact) {
      case Fact.Filled filled -> fill(filled.fill(), filled.effect());
      case Fact.Settled settled -> settlement(settled.settlement());
    };
  }

  private static String fill(Fill fill, Fill.Effect effect) {
    return object(
        json -> {
          json.writeStringField("trade_id", fill.id().value());
          json.writeStringField("ticker", fill.market().value());
          json.writeStringField("side", fill.side().name());
          number(json, "quantity", fill.quantity().plain());
          number(json, "price", fill.price().cents());
          number(json, "fee", fill.fee().plain());
          json.writeStringField("effect", word(effect));
          time(json, "time", Optional.of(fill.time()));
        });
  }

  private static String settlement(Settlement settlement) {
    Side side = Side.of(settlement.contracts());
    return object(
        json -> {
          json.writeStringField("ticker", settlement.market().value());
          json.writeStringField("result", settlement.result());
          json.writeStringField("side", side.name());
          number(json, "settlement_value", settlement.value().map(v -> v.of(side).cents()));
          number(json, "quantity", settlement.contracts().abs().plain());
          number(json, "payout", settlement.payout().plain());
          number(json, "realized_pnl", settlement.realized().plain());
          time(json, "time", Optional.of(settlement.time()));
        });
  }

  private static Optional<String> percent(Money part, Money base) {
    return base.isZero() ? Optional.empty() : Optional.of(part.percentOf(base));
  }
}
