package io.positionstream.statement;

import io.positionstream.journal.PastReader;
import io.positionstream.journal.PastReader.PastAccount;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Past;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Side;
import io.positionstream.stream.PastAccounts;
import io.positionstream.web.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The account as it was: quantities, cost and profit exact, prices only where one was sampled. */
@ApplicationScoped
class TimeTravel implements PastAccounts {

  private final PastReader journal;

  TimeTravel(PastReader journal) {
    this.journal = journal;
  }

  @Override
  public Uni<String> positions(AccountId account, Instant when) {
    return Reading.of(journal.at(account, when)).map(then -> positions(then, when));
  }

  @Override
  public Uni<String> portfolio(AccountId account, Instant when) {
    return Reading.of(journal.at(account, when)).map(then -> portfolio(then, when));
  }

  static String positions(PastAccount then, Instant when) {
    return JsonText.object(
        json -> {
          json.<Map.Entry<MarketTicker, Past.Held>>list(
              "positions",
              then.past().positions().entrySet(),
              (row, held) ->
                  position(row, held.getKey(), held.getValue(), mark(then, held.getKey())));
          reach(json, then, when);
        });
  }

  private static void position(
      JsonText json, MarketTicker ticker, Past.Held held, Optional<MarkSample> sample) {
    Optional<Holding> books = held.books();
    Contracts quantity = held.contracts().abs();
    Side side = held.side();
    json.text("id", ticker.value());
    json.text("ticker", ticker.value());
    json.text("event_ticker", Market.undescribed(ticker).event());
    json.text("side", side.name());
    json.number("quantity", quantity.plain());
    json.number("avg_entry_price", books.map(known -> known.cost().centsEach(quantity)));
    json.number("cost_basis", books.map(known -> known.cost().plain()));
    json.number("realized_pnl", books.map(known -> known.realized().plain()));
    json.number("fees_paid", books.map(known -> known.fees().plain()));
    json.time("entry_time", held.opened());
    json.text("mark", source(sample, side));
    json.number("current_price", sample.flatMap(s -> s.mark(side)).map(Price::cents));
    json.number("bid", sample.flatMap(s -> s.bidFor(side)).map(Price::cents));
    json.number("ask", sample.flatMap(s -> s.askFor(side)).map(Price::cents));
    json.number(
        "last_price", sample.flatMap(MarkSample::last).map(price -> price.of(side).cents()));
    json.time("price_as_of", sample.map(MarkSample::at));
    Optional<Money> value = value(held, sample);
    json.number("position_value", value.map(Money::plain));
    json.number(
        "unrealized_pnl", value.flatMap(v -> books.map(known -> v.minus(known.cost()).plain())));
  }

  private static String source(Optional<MarkSample> sample, Side side) {
    if (sample.flatMap(MarkSample::result).isPresent()) {
      return "settlement";
    }
    return sample.flatMap(s -> s.bidFor(side)).isPresent() ? "liquidation" : "none";
  }

  static String portfolio(PastAccount then, Instant when) {
    Past past = then.past();
    Optional<Money> cost = Optional.of(Money.ZERO);
    Optional<Money> value = Optional.of(Money.ZERO);
    int unmarked = 0;
    for (Map.Entry<MarketTicker, Past.Held> held : past.positions().entrySet()) {
      Optional<Money> worth = value(held.getValue(), mark(then, held.getKey()));
      cost = cost.flatMap(sum -> held.getValue().books().map(Holding::cost).map(sum::plus));
      value = value.flatMap(sum -> worth.map(sum::plus));
      unmarked += worth.isEmpty() ? 1 : 0;
    }
    Optional<Money> basis = cost;
    Optional<Money> positions = value;
    Optional<Money> unrealized = positions.flatMap(worth -> basis.map(worth::minus));
    Optional<Money> locked = past.realized().flatMap(all -> past.fees().map(all::minus));
    int without = unmarked;
    return JsonText.object(
        json -> {
          json.number("total_value", then.equity().map(e -> e.total().plain()));
          json.number("cash_balance", then.equity().map(e -> e.cash().plain()));
          json.time("equity_as_of", then.equity().map(PastReader.Equity::at));
          json.number("positions_value", positions.map(Money::plain));
          json.number("cost_basis", basis.map(Money::plain));
          json.number("unrealized_pnl", unrealized.map(Money::plain));
          json.number("realized_pnl", past.realized().map(Money::plain));
          json.number("fees_paid", past.fees().map(Money::plain));
          json.number(
              "total_pnl", unrealized.flatMap(open -> locked.map(open::plus)).map(Money::plain));
          json.number("position_count", past.positions().size());
          json.number("unmarked_count", without);
          reach(json, then, when);
        });
  }

  private static Optional<Money> value(Past.Held held, Optional<MarkSample> sample) {
    return sample
        .flatMap(s -> s.mark(held.side()))
        .map(price -> price.times(held.contracts().abs()));
  }

  private static Optional<MarkSample> mark(PastAccount then, MarketTicker ticker) {
    return Optional.ofNullable(then.marks().get(ticker));
  }

  private static void reach(JsonText json, PastAccount then, Instant when) {
    json.time("as_of", Optional.of(when));
    json.flag("complete", then.complete());
    json.time("history_since", then.since());
  }
}
