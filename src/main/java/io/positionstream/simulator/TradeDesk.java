package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Everything that REST answers, {@code /trade-api/v2}, without a wire. */
final class TradeDesk {

  /** What answers for one path. */
  sealed interface Service {
    /** The name of the operation, which error messages carry. */
    String operation();
  }

  /** A call that anybody may make. */
  record Open(String operation, Function<Query, JsonObject> call) implements Service {}

  /** A call about the account whose key signed it. */
  record Signed(String operation, BiFunction<Account, Query, JsonObject> call) implements Service {}

  private final Routes<Service> routes = new Routes<>();

  TradeDesk(Exchange exchange, Function<Account, TokenBucket.Limits> limits) {
    portfolio(new PortfolioRoutes(exchange));
    markets(new MarketRoutes(exchange));
    exchange(new ExchangeRoutes(exchange, limits));
  }

  /** The service that a call asks for, and what its path says. */
  Optional<Routes.Found<Service>> find(Call call) {
    return routes.find(call.method(), call.path());
  }

  static Query query(Call call, Service service, Map<String, String> path) {
    return new Query(service.operation(), path, call.query());
  }

  private void portfolio(PortfolioRoutes portfolio) {
    signed("/portfolio/balance", "GetBalance", portfolio::balance);
    signed("/portfolio/positions", "GetPositions", portfolio::positions);
    signed("/portfolio/fills", "GetFills", portfolio::fills);
    signed("/historical/fills", "GetFillsHistorical", portfolio::historicalFills);
    signed("/historical/positions", "GetHistoricalPositions", portfolio::historicalPositions);
    signed("/historical/orders", "GetHistoricalOrders", portfolio::orders);
    signed("/portfolio/settlements", "GetSettlements", portfolio::settlements);
    signed("/portfolio/orders", "GetOrders", portfolio::orders);
    signed("/portfolio/deposits", "GetDeposits", portfolio::deposits);
    signed("/portfolio/withdrawals", "GetWithdrawals", portfolio::withdrawals);
  }

  private void markets(MarketRoutes markets) {
    open("/markets", "GetMarkets", markets::markets);
    signed("/markets/orderbooks", "GetMarketOrderbooks", (_, q) -> markets.orderbooks(q));
    open("/markets/:ticker", "GetMarket", q -> markets.market(q.path("ticker")));
    open(
        "/markets/:ticker/orderbook",
        "GetMarketOrderbook",
        q -> markets.orderbook(q.path("ticker")));
    open("/historical/markets", "GetHistoricalMarkets", markets::historicalMarkets);
    open(
        "/historical/markets/:ticker",
        "GetHistoricalMarket",
        q -> markets.historicalMarket(q.path("ticker")));
    open("/events", "GetEvents", markets::events);
    open("/events/:ticker", "GetEvent", q -> markets.event(q.path("ticker"), q));
    open("/series/:ticker", "GetSeries", q -> markets.series(q.path("ticker")));
  }

  private void exchange(ExchangeRoutes exchange) {
    signed("/account/limits", "GetAccountApiLimits", (account, _) -> exchange.limits(account));
    signed("/api_keys", "GetApiKeys", (account, _) -> exchange.keys(account));
    open("/account/endpoint_costs", "GetAccountEndpointCosts", _ -> exchange.endpointCosts());
    open("/exchange/schedule", "GetExchangeSchedule", _ -> exchange.schedule());
    open("/exchange/status", "GetExchangeStatus", _ -> exchange.status());
    open(
        "/exchange/user_data_timestamp", "GetUserDataTimestamp", _ -> exchange.userDataTimestamp());
    open("/historical/cutoff", "GetHistoricalCutoff", _ -> exchange.historicalCutoff());
  }

  private void open(String path, String operation, Function<Query, JsonObject> call) {
    routes.add("GET", Protocol.REST_PATH + path, new Open(operation, call));
  }

  private void signed(String path, String operation, BiFunction<Account, Query, JsonObject> call) {
    routes.add("GET", Protocol.REST_PATH + path, new Signed(operation, call));
  }
}
