package io.positionstream.stream;

import static io.positionstream.web.JsonText.word;

import io.positionstream.portfolio.Day;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Totals;
import io.positionstream.web.JsonText;
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
    return JsonText.object(
        json -> {
          json.text("id", position.ticker().value());
          json.text("ticker", position.ticker().value());
          json.text("event_ticker", position.market().event());
          json.text("market_title", position.market().title());
          json.text("side", position.side().name());
          json.number("quantity", position.quantity().plain());
          json.number("avg_entry_price", position.holding().cost().centsEach(position.quantity()));
          json.text("mark", word(position.markSource()));
          json.text("status", word(position.market().phase()));
          json.number("cost_basis", position.holding().cost().plain());
          json.number("realized_pnl", position.holding().realized().plain());
          json.number("fees_paid", position.holding().fees().plain());
          json.time("entry_time", position.entryTime());
          json.time("expiration_date", position.market().expiresAt());
          priceGroup(json, position);
        });
  }

  static String priceOnly(Position position) {
    return JsonText.object(
        json -> {
          json.text("ticker", position.ticker().value());
          priceGroup(json, position);
        });
  }

  private static void priceGroup(JsonText json, Position position) {
    var quote = position.quote();
    json.number("current_price", position.mark().map(Price::cents));
    json.number("bid", quote.bidFor(position.side()).map(Price::cents));
    json.number("ask", quote.askFor(position.side()).map(Price::cents));
    json.number("last_price", quote.lastFor(position.side()).map(Price::cents));
    json.time("price_as_of", Optional.of(quote.at()).filter(at -> !at.equals(Instant.EPOCH)));
    Optional<Money> unrealized = position.unrealized();
    json.number("position_value", position.value().map(Money::plain));
    json.number("unrealized_pnl", unrealized.map(Money::plain));
    json.number(
        "unrealized_pnl_percent",
        unrealized.flatMap(pnl -> percent(pnl, position.holding().cost())));
    json.time("last_updated", Optional.of(position.updatedAt()));
    // As of last_updated, so it moves with the price.
    json.number("duration_held", held(position).map(d -> Long.toString(d.toSeconds())));
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
    return JsonText.object(
        json -> {
          json.number("total_value", portfolio.totalValue().map(Money::plain));
          json.number("cash_balance", portfolio.cash().map(Money::plain));
          json.number("positions_value", totals.value().plain());
          json.number("today_pnl", today.map(Money::plain));
          json.number(
              "today_pnl_percent",
              today.flatMap(
                  pnl -> portfolio.day().map(Day::base).flatMap(base -> percent(pnl, base))));
          json.time("today_since", portfolio.day().map(Day::since));
          json.number("today_base", portfolio.day().map(day -> day.base().plain()));
          json.number("today_flows", portfolio.day().map(day -> day.flows().plain()));
          json.number("unrealized_pnl", totals.unrealized().plain());
          json.number("realized_pnl", totals.realized().plain());
          json.number("fees_paid", totals.fees().plain());
          json.number("total_pnl", totals.profit().plain());
          json.number("unexplained", portfolio.unexplained().map(Money::plain));
          json.number("position_count", totals.count());
          json.number("carried_count", totals.carried());
          json.number("unmarked_count", totals.unmarked());
          json.time("pnl_since", portfolio.pnlSince());
          feed(json, portfolio.line());
          json.number("seq", portfolio.seq());
          json.time("last_updated", Optional.of(portfolio.updatedAt()));
        });
  }

  /** The field {@code feed}. */
  static void feed(JsonText json, Line line) {
    json.open("feed");
    line(json, line);
    json.close();
  }

  static void line(JsonText json, Line line) {
    json.text("status", line.status());
    json.time("since", Optional.of(line.since()));
    json.text("reason", line.reason());
  }

  static String fact(Fact fact) {
    return JsonText.object(
        json -> {
          switch (fact) {
            case Fact.Filled filled ->
                FactJson.write(json, filled.fill(), Optional.of(filled.effect()));
            case Fact.Settled settled -> FactJson.write(json, settled.settlement());
          }
        });
  }

  private static Optional<String> percent(Money part, Money base) {
    return base.isZero() ? Optional.empty() : Optional.of(part.percentOf(base));
  }
}
