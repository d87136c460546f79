package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers for {@code /portfolio}: everything an account may know about itself. */
final class PortfolioRoutes {
  private static final int STANDARD_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_TRANSFERS = 500;
  private static final List<String> SETTLEMENT_STATUSES = List.of("unsettled", "settled", "all");

  private final Exchange exchange;

  PortfolioRoutes(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Positions count with the market's last price; a determined one with its result. */
  JsonObject balance(Account account, Query query) {
    query.number("subaccount");
    OptionalLong shard = query.number("exchange_index");
    Dollars cash =
        shard.isEmpty()
            ? account.cash()
            : account.cashByShard().getOrDefault((int) shard.getAsLong(), Dollars.ZERO);
    return new JsonObject()
        .put("balance", cash.cents())
        .put("balance_dollars", cash.wireCash())
        .put("portfolio_value", value(account).cents())
        .put("updated_ts", exchange.now().getEpochSecond())
        .put("balance_breakdown", AccountJson.shards(account));
  }

  /** Holdings of unsettled markets, unless settled ones are asked for and still live. */
  JsonObject positions(Account account, Query query) {
    String status = query.oneOf("settlement_status", SETTLEMENT_STATUSES).orElse("unsettled");
    Map<String, Holding> holdings = new TreeMap<>();
    if (!status.equals("settled")) {
      holdings.putAll(account.holdings());
    }
    if (!status.equals("unsettled")) {
      holdings.putAll(settled(account, this::isLive));
    }
    return positions(holdings, query);
  }

  JsonObject historicalPositions(Account account, Query query) {
    return positions(settled(account, at -> !isLive(at)), query);
  }

  private JsonObject positions(Map<String, Holding> holdings, Query query) {
    boolean primary = query.number("subaccount").orElse(0) == 0;
    Predicate<Map.Entry<String, Holding>> wanted = countFilter(query);
    List<Map.Entry<String, Holding>> rows =
        holdings.entrySet().stream()
            .filter(_ -> primary)
            .filter(e -> isAskedFor(query, e.getKey()))
            .filter(wanted)
            .toList();
    Page<Map.Entry<String, Holding>> page = page(query, rows, Map.Entry::getKey);
    return page.json("market_positions", this::position)
        .put("event_positions", eventPositions(page.items()));
  }

  JsonObject fills(Account account, Query query) {
    return fills(account, query, this::isLive);
  }

  JsonObject historicalFills(Account account, Query query) {
    return fills(account, query, at -> !isLive(at));
  }

  private JsonObject fills(Account account, Query query, Predicate<Instant> era) {
    Predicate<Fill> wanted =
        fill ->
            era.test(fill.at())
                && query.text("ticker").map(fill.terms().ticker()::equals).orElse(true)
                && query.text("order_id").map(fill.orderId()::equals).orElse(true)
                && isWithin(query, fill.at())
                && query.number("subaccount").orElse(0) == 0;
    List<Fill> fills = account.fills().reversed().stream().filter(wanted).toList();
    return page(query, fills, f -> Page.newestFirst(f.number())).json("fills", AccountJson::fill);
  }

  JsonObject settlements(Account account, Query query) {
    List<Settlement> rows =
        account.settlements().reversed().stream()
            .filter(s -> query.text("ticker").map(s.ticker()::equals).orElse(true))
            .filter(s -> query.text("event_ticker").map(s.eventTicker()::equals).orElse(true))
            .filter(s -> isWithin(query, s.at()) && query.number("subaccount").orElse(0) == 0)
            .toList();
    return page(query, rows, PortfolioRoutes::newestFirst)
        .json("settlements", AccountJson::settlement);
  }

  JsonObject deposits(Account account, Query query) {
    return transfers(account, query, t -> !t.amount().isNegative())
        .json("deposits", AccountJson::transfer);
  }

  JsonObject withdrawals(Account account, Query query) {
    return transfers(account, query, t -> t.amount().isNegative())
        .json("withdrawals", AccountJson::transfer);
  }

  /** No order ever rests here. */
  JsonObject orders(Account account, Query query) {
    query.limit(STANDARD_LIMIT, MAX_LIMIT);
    return new JsonObject().put("orders", new JsonArray()).put("cursor", "");
  }

  private Dollars value(Account account) {
    Dollars sum = Dollars.ZERO;
    for (Map.Entry<String, Holding> entry : account.holdings().entrySet()) {
      Market market = exchange.market(entry.getKey());
      Holding holding = entry.getValue();
      Price mark = holding.heldSide().priceOf(market.quote().last());
      sum =
          sum.plus(
              market
                  .verdict()
                  .map(v -> v.worth(holding))
                  .orElse(mark.times(holding.position().abs())));
    }
    return sum;
  }

  private boolean isAskedFor(Query query, String ticker) {
    String event = exchange.market(ticker).listing().eventTicker();
    return query.text("ticker").map(ticker::equals).orElse(true)
        && (query.list("event_ticker").isEmpty() || query.list("event_ticker").contains(event));
  }

  /** Whether what happened then is not history yet. */
  private boolean isLive(Instant at) {
    return !at.isBefore(exchange.cutoff());
  }

  private static Map<String, Holding> settled(Account account, Predicate<Instant> era) {
    Map<String, Holding> holdings = new TreeMap<>();
    account.settlements().stream()
        .filter(s -> era.test(s.at()))
        .forEach(s -> holdings.put(s.ticker(), s.holding()));
    return holdings;
  }

  private static Predicate<Map.Entry<String, Holding>> countFilter(Query query) {
    List<Predicate<Holding>> any = new ArrayList<>();
    for (String word : query.list("count_filter")) {
      switch (word) {
        case "position" -> any.add(h -> !h.position().isZero());
        case "total_traded" -> any.add(h -> !h.traded().equals(Dollars.ZERO));
        default ->
            throw query.error("field 'count_filter' must be a list of position, total_traded");
      }
    }
    return entry -> any.isEmpty() || any.stream().anyMatch(p -> p.test(entry.getValue()));
  }

  private JsonArray eventPositions(List<Map.Entry<String, Holding>> rows) {
    Map<String, List<Holding>> byEvent =
        rows.stream()
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .collect(
                Collectors.groupingBy(
                    e -> exchange.market(e.getKey()).listing().eventTicker(),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    JsonArray array = new JsonArray();
    byEvent.forEach((event, holdings) -> array.add(AccountJson.eventPosition(event, holdings)));
    return array;
  }

  private JsonObject position(Map.Entry<String, Holding> entry) {
    return AccountJson.position(entry.getKey(), entry.getValue());
  }

  private static <T> Page<T> page(
      Query query, List<T> all, java.util.function.Function<T, String> key) {
    return Page.of(all, key, query.cursor(), query.limit(STANDARD_LIMIT, MAX_LIMIT));
  }

  private static Page<Transfer> transfers(Account account, Query query, Predicate<Transfer> kind) {
    List<Transfer> rows = account.transfers().reversed().stream().filter(kind).toList();
    int limit = query.limit(STANDARD_LIMIT, MAX_TRANSFERS);
    return Page.of(rows, t -> Page.newestFirst(t.number()), query.cursor(), limit);
  }

  private static boolean isWithin(Query query, Instant at) {
    return at.getEpochSecond() >= query.number("min_ts").orElse(Long.MIN_VALUE)
        && at.getEpochSecond() <= query.number("max_ts").orElse(Long.MAX_VALUE);
  }

  /** Settlement times are unique per account: every ledger entry has its own. */
  private static String newestFirst(Settlement settlement) {
    Instant at = settlement.at();
    return Page.newestFirst(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
  }
}
