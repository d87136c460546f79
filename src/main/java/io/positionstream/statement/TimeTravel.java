package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
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
          JsonText.<Map.Entry<MarketTicker, Past.Held>>list(
              json,
              "positions",
              then.past().positions().entrySet(),
              (row, held) ->
                  position(row, held.getKey(), held.getValue(), mark(then, held.getKey())));
          reach(json, then, when);
        });
  }

  private static void position(
      JsonGenerator json, MarketTicker ticker, Past.Held held, Optional<MarkSample> sample)
      throws IOException {
    Optional<Holding> books = held.books();
    Contracts quantity = held.contracts().abs();
    Side side = held.side();
    json.writeStringField("id", ticker.value());
    json.writeStringField("ticker", ticker.value());
    json.writeStringField("event_ticker", Market.undescribed(ticker).event());
    json.writeStringField("side", side.name());
    number(json, "quantity", quantity.plain());
    number(json, "avg_entry_price", books.map(known -> known.cost().centsEach(quantity)));
    number(json, "cost_basis", books.map(known -> known.cost().plain()));
    number(json, "realized_pnl", books.map(known -> known.realized().plain()));
    number(json, "fees_paid", books.map(known -> known.fees().plain()));
    time(json, "entry_time", held.opened());
    json.writeStringField("mark", source(sample, side));
    number(json, "current_price", sample.flatMap(s -> s.mark(side)).map(Price::cents));
    number(json, "bid", sample.flatMap(s -> s.bidFor(side)).map(Price::cents));
    number(json, "ask", sample.flatMap(s -> s.askFor(side)).map(Price::cents));
    number(
        json, "last_price", sample.flatMap(MarkSample::last).map(price -> price.of(side).cents()));
    time(json, "price_as_of", sample.map(MarkSample::at));
    Optional<Money> value = value(held, sample);
    number(json, "position_value", value.map(Money::plain));
    number(
        json,
        "unrealized_pnl",
        value.flatMap(v -> books.map(known -> v.minus(known.cost()).plain())));
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
          number(json, "total_value", then.equity().map(e -> e.total().plain()));
          number(json, "cash_balance", then.equity().map(e -> e.cash().plain()));
          time(json, "equity_as_of", then.equity().map(PastReader.Equity::at));
          number(json, "positions_value", positions.map(Money::plain));
          number(json, "cost_basis", basis.map(Money::plain));
          number(json, "unrealized_pnl", unrealized.map(Money::plain));
          number(json, "realized_pnl", past.realized().map(Money::plain));
          number(json, "fees_paid", past.fees().map(Money::plain));
          number(
              json,
              "total_pnl",
              unrealized.flatMap(open -> locked.map(open::plus)).map(Money::plain));
          json.writeNumberField("position_count", past.positions().size());
          json.writeNumberField("unmarked_count", without);
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

  private static void reach(JsonGenerator json, PastAccount then, Instant when) throws IOException {
    time(json, "as_of", Optional.of(when));
    json.writeBooleanField("complete", then.complete());
    time(json, "history_since", then.since());
  }
}
