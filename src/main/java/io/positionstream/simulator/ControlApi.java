package io.positionstream.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The control surface, {@code /sim/v1}: makes things happen on the exchange. It hands out private
 * keys, so it answers only programs on this machine: no request that a web page could have sent.
 */
final class ControlApi {
  private static final Logger LOG = Logger.getLogger(ControlApi.class);
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final long LARGEST_BODY = 64 * 1024;

  private final Exchange exchange;
  private final ControlAccounts accounts;
  private final ControlMarkets markets;
  private final TapePlayer tape;

  ControlApi(Vertx vertx, Exchange exchange, Lines lines, TapePlayer tape) {
    this.exchange = exchange;
    this.accounts = new ControlAccounts(vertx, exchange, lines);
    this.markets = new ControlMarkets(exchange);
    this.tape = tape;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(ControlApi::refuseForeigners);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.post("/accounts").handler(c -> answer(c, accounts.open(ControlBody.of(c))));
    router.get("/accounts/:id").handler(c -> answer(c, accounts.show(account(c))));
    router
        .post("/accounts/:id/trades")
        .handler(c -> answer(c, accounts.trade(account(c), ControlBody.of(c))));
    router
        .post("/accounts/:id/cash")
        .handler(c -> answer(c, accounts.moveCash(account(c), ControlBody.of(c))));
    router.post("/markets").handler(c -> answer(c, markets.list(ControlBody.of(c))));
    router
        .post("/markets/:ticker/quote")
        .handler(c -> answer(c, markets.quote(market(c), ControlBody.of(c))));
    router.post("/markets/:ticker/close").handler(c -> answer(c, markets.close(market(c))));
    router
        .post("/markets/:ticker/determine")
        .handler(c -> answer(c, markets.determine(market(c), ControlBody.of(c))));
    router.post("/markets/:ticker/settle").handler(c -> answer(c, markets.settle(market(c))));
    router.get("/tape").handler(c -> answer(c, tape.status()));
    router.post("/tape").handler(c -> answer(c, changeTape(ControlBody.of(c))));
    router
        .route()
        .last()
        .handler(c -> c.fail(Refusal.notFound("There is no such call on the control surface.")));
    return router;
  }

  private JsonObject changeTape(ControlBody body) {
    int speed = body.integer("speed").orElse(tape.speed());
    if (speed < 0 || speed > TapeClock.MAX_SPEED) {
      throw Refusal.invalid("speed: expected an integer from 0 to " + TapeClock.MAX_SPEED);
    }
    tape.change(speed, body.flag("paused").orElse(tape.paused()));
    return tape.status();
  }

  private Account account(RoutingContext context) {
    return exchange.account(context.pathParam("id"));
  }

  private Market market(RoutingContext context) {
    return exchange.market(context.pathParam("ticker"));
  }

  /**
   * A browser names the page's origin, and a name bound to this machine by a foreign server shows
   * in Host.
   */
  private static void refuseForeigners(RoutingContext context) {
    HttpServerRequest request = context.request();
    String host = String.valueOf(request.getHeader("Host")).replaceFirst(":[0-9]+$", "");
    if (request.getHeader("Origin") != null || !OWN_HOSTS.contains(host)) {
      throw Refusal.forbidden("The control surface answers only programs on this machine.");
    }
    context.next();
  }

  private static void answer(RoutingContext context, JsonObject json) {
    context.response().putHeader("Content-Type", "application/json").end(json.encode());
  }

  private static void answer(RoutingContext context, Future<JsonObject> json) {
    json.onSuccess(j -> answer(context, j)).onFailure(context::fail);
  }

  static void fail(RoutingContext context) {
    Refusal refusal = context.failure() instanceof Refusal known ? known : unexpected(context);
    JsonObject error =
        new JsonObject().put("code", refusal.code()).put("message", refusal.reason());
    context.response().setStatusCode(refusal.status());
    answer(context, new JsonObject().put("error", error));
  }

  private static Refusal unexpected(RoutingContext context) {
    if (context.statusCode() >= 400 && context.statusCode() < 500) {
      return Refusal.of(context.statusCode(), "The request cannot be read.");
    }
    LOG.errorf(context.failure(), "Control request failed: path=%s", context.request().path());
    return Refusal.of(500, "The simulator failed; its log tells more.");
  }
}
