package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Control of what goes wrong: begin it, list it, end it. */
final class ControlFaults {
  private static final int LONGEST_SECONDS = 86_400;
  private static final int LARGEST_FRAME = 64 * 1024 * 1024;

  private final Faults faults;
  private final Exchange exchange;
  private final Connections connections;
  private final RandomGenerator random;

  ControlFaults(Faults faults, Exchange exchange, Connections connections, RandomGenerator random) {
    this.faults = faults;
    this.exchange = exchange;
    this.connections = connections;
    this.random = random;
  }

  /** Begins a fault at once. */
  JsonObject start(ControlBody body) {
    Fault fault = faults.start(order(body));
    connections.strike(fault);
    return fault.json();
  }

  /** Every fault that lasts. */
  JsonObject list() {
    JsonArray all = new JsonArray();
    faults.active().forEach(fault -> all.add(fault.json()));
    return new JsonObject().put("faults", all);
  }

  /** Ends all. */
  JsonObject clear() {
    faults.endAll();
    return list();
  }

  JsonObject end(String id) {
    if (!id.matches("[0-9]{1,18}") || !faults.end(Long.parseLong(id))) {
      throw Refusal.notFound("There is no fault " + id + ".");
    }
    return list();
  }

  private FaultOrder order(ControlBody body) {
    String word = ControlBody.required("kind", body.text("kind"));
    FaultKind kind =
        FaultKind.of(word)
            .orElseThrow(() -> Refusal.invalid("kind: there is no fault '" + word + "'"));
    Optional<String> account = body.text("account_id");
    account.ifPresent(exchange::account);
    FaultOrder.Scope scope =
        new FaultOrder.Scope(
            account, body.whole("connection", 1, Long.MAX_VALUE), body.text("path"));
    Optional<Duration> lasts = body.integer("seconds", 1, LONGEST_SECONDS).map(Duration::ofSeconds);
    long seed = body.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElseGet(random::nextInt);
    return new FaultOrder(
        kind, scope, lasts, body.share("probability").orElse(1.0), seed, measures(body));
  }

  private static FaultOrder.Measures measures(ControlBody body) {
    FaultOrder.Measures standard = FaultOrder.Measures.STANDARD;
    TokenBucket.Limits limits = standard.limits();
    return new FaultOrder.Measures(
        body.integer("delay_ms", 1, LONGEST_SECONDS * 1000)
            .map(Duration::ofMillis)
            .orElse(standard.delay()),
        body.integer("skew_seconds", -LONGEST_SECONDS, LONGEST_SECONDS)
            .map(Duration::ofSeconds)
            .orElse(standard.skew()),
        body.integer("bytes", 64, LARGEST_FRAME).orElse(standard.bytes()),
        new TokenBucket.Limits(
            body.integer("refill_rate", 1, Integer.MAX_VALUE).orElse(limits.refillRate()),
            body.integer("capacity", 1, Integer.MAX_VALUE).orElse(limits.capacity())),
        body.text("field"));
  }
}
