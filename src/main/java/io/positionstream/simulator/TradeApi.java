package io.positionstream.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The exchange's REST interface, {@code /trade-api/v2}. */
final class TradeApi {
  private static final Logger LOG = Logger.getLogger(TradeApi.class);
  private final KeyCheck keys;
  private final PortfolioRoutes portfolio;
  private final MarketRoutes markets;
  private final ExchangeRoutes exchange;

  TradeApi(Exchange exchange, KeyCheck keys) {
    this.keys = keys;
    this.portfolio = new PortfolioRoutes(exchange);
    this.markets = new MarketRoutes(exchange);
    this.exchange = new ExchangeRoutes(exchange);
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    signed(router, "/portfolio/balance", "GetBalance", portfolio::balance);
    signed(router, "/portfolio/positions", "GetPositions", portfolio::positions);
    signed(router, "/portfolio/fills", "GetFills", portfolio::fills);
    signed(router, "/portfolio/settlements", "GetSettlements", portfolio::settlements);
    signed(router, "/portfolio/orders", "GetOrders", portfolio::orders);
    signed(router, "/portfolio/deposits", "GetDeposits", portfolio::deposits);
    signed(router, "/portfolio/withdrawals", "GetWithdrawals", portfolio::withdrawals);
    signed(router, "/account/limits", "GetAccountApiLimits", (_, _) -> exchange.limits());
    signed(router, "/api_keys", "GetApiKeys", (account, _) -> exchange.keys(account));
    open(router, "/markets", c -> markets.markets(query(c, "GetMarkets")));
    open(router, "/markets/:ticker", c -> markets.market(c.pathParam("ticker")));
    open(router, "/markets/:ticker/orderbook", c -> markets.orderbook(c.pathParam("ticker")));
    open(router, "/events", c -> markets.events(query(c, "GetEvents")));
    open(
        router, "/events/:ticker", c -> markets.event(c.pathParam("ticker"), query(c, "GetEvent")));
    open(router, "/series/:ticker", c -> markets.series(c.pathParam("ticker")));
    open(router, "/exchange/status", _ -> exchange.status());
    open(router, "/exchange/user_data_timestamp", _ -> exchange.userDataTimestamp());
    open(router, "/historical/cutoff", _ -> exchange.historicalCutoff());
    router.route().last().handler(c -> c.fail(WireError.notFound()));
    return router;
  }

  /** A call that anybody may make. */
  private static void open(Router router, String path, Function<RoutingContext, JsonObject> call) {
    router.get(path).handler(c -> answer(c, 200, call.apply(c)));
  }

  /** A call about the account whose key signed it. */
  private void signed(
      Router router, String path, String operation, BiFunction<Account, Query, JsonObject> call) {
    router
        .get(path)
        .handler(
            c ->
                keys.check(c.request())
                    .map(account -> call.apply(account, query(c, operation)))
                    .onSuccess(json -> answer(c, 200, json))
                    .onFailure(c::fail));
  }

  private static Query query(RoutingContext context, String operation) {
    return new Query(operation, context.queryParams());
  }

  static void fail(RoutingContext context) {
    if (context.failure() instanceof WireError error) {
      answer(context, error.status(), error.body());
    } else {
      LOG.errorf(context.failure(), "Request failed: path=%s", context.request().path());
      answer(context, 500, WireError.nested(500, "internal_server_error").body());
    }
  }

  static void answer(RoutingContext context, int status, JsonObject json) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(json.encode());
  }
}
