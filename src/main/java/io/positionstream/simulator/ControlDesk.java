package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Everything that the control surface does, {@code /sim/v1}, without a wire. */
final class ControlDesk {
  static final String PATH = "/sim/v1";
  private static final Logger LOG = Logger.getLogger(ControlDesk.class);

  /**
   * One call.
   *
   * @param path the variable parts of its path, by name
   */
  record Order(Map<String, String> path, ControlBody body) {}

  /** Does something and says what it did, at once or later. */
  @FunctionalInterface
  interface Service {
    void serve(Order order, Consumer<JsonObject> answer);
  }

  private final Exchange exchange;
  private final Routes<Service> routes = new Routes<>();

  ControlDesk(
      Exchange exchange,
      Connections connections,
      ControlFaults faults,
      ControlLoad load,
      Worker worker) {
    this.exchange = exchange;
    accounts(new ControlAccounts(exchange, connections, worker));
    markets(new ControlMarkets(exchange));
    add("GET", "/load", _ -> load.show());
    add("POST", "/load", o -> load.start(o.body()));
    add("POST", "/cutoff", o -> moveCutoff(o.body()));
    add("GET", "/faults", _ -> faults.list());
    add("POST", "/faults", o -> faults.start(o.body()));
    add("DELETE", "/faults", _ -> faults.clear());
    add("DELETE", "/faults/:id", o -> faults.end(o.path().getOrDefault("id", "")));
  }

  /** Offers one more call. */
  void add(String method, String path, Function<Order, JsonObject> service) {
    routes.add(method, PATH + path, (order, answer) -> answer.accept(service.apply(order)));
  }

  /** Carries out a call. */
  void serve(String method, String path, String body, Consumer<Reply> answer) {
    try {
      Routes.Found<Service> found =
          routes
              .find(method, path)
              .orElseThrow(() -> Refusal.notFound("There is no such call on the control surface."));
      Order order = new Order(found.path(), ControlBody.of(body));
      found.target().serve(order, json -> answer.accept(Reply.json(200, json)));
    } catch (Refusal e) {
      answer.accept(refused(e));
    } catch (RuntimeException e) {
      LOG.errorf(e, "Control request failed: path=%s", path);
      answer.accept(refused(Refusal.of(500, "The simulator failed; its log tells more.")));
    }
  }

  static Reply refused(Refusal refusal) {
    JsonObject error =
        new JsonObject().put("code", refusal.code()).put("message", refusal.reason());
    return Reply.json(refusal.status(), new JsonObject().put("error", error));
  }

  private void accounts(ControlAccounts accounts) {
    routes.add("POST", PATH + "/accounts", (o, answer) -> accounts.open(o.body(), answer));
    account("GET", "", (account, _) -> accounts.show(account));
    account("POST", "/trades", accounts::trade);
    account("POST", "/cash", accounts::moveCash);
  }

  private void markets(ControlMarkets markets) {
    add("POST", "/markets", o -> markets.list(o.body()));
    market("/quote", markets::quote);
    market("/close", (market, _) -> markets.close(market));
    market("/determine", markets::determine);
    market("/pause", (market, _) -> markets.pause(market));
    market("/resume", (market, _) -> markets.resume(market));
    market("/dispute", (market, _) -> markets.dispute(market));
    market("/amend", markets::amend);
    market("/settle", (market, _) -> markets.settle(market));
  }

  private JsonObject moveCutoff(ControlBody body) {
    exchange.moveCutoff(ControlBody.required("at", body.time("at")));
    return new JsonObject().put("at", WireTime.rfc3339(exchange.cutoff()));
  }

  private void account(
      String method, String path, BiFunction<Account, ControlBody, JsonObject> service) {
    add(
        method,
        "/accounts/:id" + path,
        o -> service.apply(exchange.account(o.path().getOrDefault("id", "")), o.body()));
  }

  private void market(String path, BiFunction<Market, ControlBody, JsonObject> service) {
    add(
        "POST",
        "/markets/:ticker" + path,
        o -> service.apply(exchange.market(o.path().getOrDefault("ticker", "")), o.body()));
  }
}
