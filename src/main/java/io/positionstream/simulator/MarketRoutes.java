package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers for markets, events and series, which need no key. */
final class MarketRoutes {
  private static final int STANDARD_LIMIT = 100;
  private static final int MAX_MARKETS = 1000;
  private static final int MAX_EVENTS = 200;
  private static final int MAX_BOOKS = 100;
  private static final List<String> COMBO_FILTERS = List.of("only", "exclude");
  private static final List<String> STATUSES =
      List.of("unopened", "open", "paused", "closed", "settled");

  private final Exchange exchange;

  MarketRoutes(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Newest first; without those that are history. */
  JsonObject markets(Query query) {
    return markets(query, this::isLive);
  }

  JsonObject historicalMarkets(Query query) {
    return markets(query, m -> !isLive(m));
  }

  private JsonObject markets(Query query, Predicate<Market> era) {
    Optional<Boolean> combos = query.oneOf("mve_filter", COMBO_FILTERS).map("only"::equals);
    List<String> tickers = query.list("tickers");
    Optional<String> status = query.oneOf("status", STATUSES);
    Predicate<Market> wanted =
        m ->
            era.test(m)
                && combos.map(only -> only == Tickers.isCombo(m.ticker())).orElse(true)
                && (tickers.isEmpty() || tickers.contains(m.ticker()))
                && query.text("event_ticker").map(m.listing().eventTicker()::equals).orElse(true)
                && query.text("series_ticker").map(Tickers.series(m.ticker())::equals).orElse(true)
                && status.map(exchange.status(m).filter()::equals).orElse(true);
    List<Row<Market>> rows = numbered(new ArrayList<>(exchange.books().markets()));
    int limit = query.limit(STANDARD_LIMIT, MAX_MARKETS);
    List<Row<Market>> found = rows.stream().filter(r -> wanted.test(r.item())).toList();
    return Page.of(found, Row::key, query.cursor(), limit).json("markets", r -> market(r.item()));
  }

  JsonObject market(String ticker) {
    return market(ticker, this::isLive);
  }

  JsonObject historicalMarket(String ticker) {
    return market(ticker, m -> !isLive(m));
  }

  private JsonObject market(String ticker, Predicate<Market> era) {
    Market market = exchange.findMarket(ticker).filter(era).orElseThrow(WireError::notFound);
    return new JsonObject().put("market", market(market));
  }

  JsonObject orderbook(String ticker) {
    return new JsonObject().put("orderbook_fp", MarketJson.orderbook(find(ticker).quote()));
  }

  /** The books of the markets that {@code tickers} names, each time it is given. */
  JsonObject orderbooks(Query query) {
    List<String> tickers = query.every("tickers");
    if (tickers.isEmpty() || tickers.size() > MAX_BOOKS) {
      throw query.error("field 'tickers' must name from 1 to " + MAX_BOOKS + " markets");
    }
    JsonArray books = new JsonArray();
    for (String ticker : tickers) {
      exchange
          .findMarket(ticker)
          .ifPresent(_ -> books.add(orderbook(ticker).put("ticker", ticker)));
    }
    return new JsonObject().put("orderbooks", books);
  }

  JsonObject events(Query query) {
    List<Row<ListedEvent>> rows =
        numbered(new ArrayList<>(exchange.books().events())).stream()
            .filter(
                r -> query.text("series_ticker").map(r.item().seriesTicker()::equals).orElse(true))
            .toList();
    int limit = query.limit(MAX_EVENTS, MAX_EVENTS);
    boolean nested = query.flag("with_nested_markets");
    return Page.of(rows, Row::key, query.cursor(), limit)
        .json("events", r -> event(r.item(), nested));
  }

  /** The markets stand beside the event, or inside it when they are asked for nested. */
  JsonObject event(String ticker, Query query) {
    ListedEvent event = exchange.books().event(ticker).orElseThrow(WireError::notFound);
    boolean nested = query.flag("with_nested_markets");
    return new JsonObject()
        .put("event", event(event, nested))
        .put("markets", nested ? new JsonArray() : marketsOf(event));
  }

  JsonObject series(String ticker) {
    ListedEvent newest =
        exchange.books().events().stream()
            .filter(e -> e.seriesTicker().equals(ticker))
            .reduce((_, later) -> later)
            .orElseThrow(WireError::notFound);
    String title = ticker.equals(TapedEvent.SERIES) ? "Highest temperature in NYC" : newest.title();
    return new JsonObject().put("series", MarketJson.series(ticker, title));
  }

  /** A market becomes history some time after its settlement. */
  private boolean isLive(Market market) {
    return market.settledAt().map(at -> !at.isBefore(exchange.cutoff())).orElse(true);
  }

  private Market find(String ticker) {
    return exchange.findMarket(ticker).orElseThrow(WireError::notFound);
  }

  private JsonObject market(Market market) {
    return MarketJson.market(market, exchange.now());
  }

  private JsonObject event(ListedEvent event, boolean nested) {
    JsonObject json = MarketJson.event(event);
    return nested ? json.put("markets", marketsOf(event)) : json;
  }

  private JsonArray marketsOf(ListedEvent event) {
    JsonArray array = new JsonArray();
    exchange.books().markets().stream()
        .filter(m -> m.listing().eventTicker().equals(event.ticker()))
        .forEach(m -> array.add(market(m)));
    return array;
  }

  private record Row<T>(String key, T item) {}

  private static <T> List<Row<T>> numbered(List<T> oldestFirst) {
    List<Row<T>> rows = new ArrayList<>(oldestFirst.size());
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      rows.add(new Row<>(Page.newestFirst(i), oldestFirst.get(i)));
    }
    return rows;
  }
}
