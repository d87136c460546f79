package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/** Answers about the exchange itself and about a member's rights there. */
final class ExchangeRoutes {
  private static final Duration SCHEDULE = Duration.ofDays(365);
  private final Exchange exchange;
  private final Function<Account, TokenBucket.Limits> limits;

  /**
   * @param limits how much an account may read
   */
  ExchangeRoutes(Exchange exchange, Function<Account, TokenBucket.Limits> limits) {
    this.exchange = exchange;
    this.limits = limits;
  }

  JsonObject status() {
    return status(true);
  }

  /** The status of an exchange in maintenance. */
  static JsonObject closed(Instant resumes) {
    return status(false).put("exchange_estimated_resume_time", WireTime.rfc3339(resumes));
  }

  private static JsonObject status(boolean active) {
    JsonObject shard = activity(active).put("exchange_index", 0).put("description", "default");
    return activity(active).put("exchange_index_statuses", new JsonArray().add(shard));
  }

  private static JsonObject activity(boolean active) {
    return new JsonObject()
        .put("exchange_active", active)
        .put("trading_active", active)
        .put("intra_exchange_transfers_active", active);
  }

  /** Reads are never behind here. */
  JsonObject userDataTimestamp() {
    return new JsonObject().put("as_of_time", WireTime.rfc3339(exchange.now()));
  }

  JsonObject historicalCutoff() {
    String cutoff = WireTime.rfc3339(exchange.cutoff());
    return new JsonObject()
        .put("market_settled_ts", cutoff)
        .put("trades_created_ts", cutoff)
        .put("orders_updated_ts", cutoff)
        .put("market_positions_last_updated_ts", cutoff);
  }

  /** The basic tier. */
  JsonObject limits(Account account) {
    return new JsonObject()
        .put("usage_tier", "basic")
        .put("read", bucket(limits.apply(account)))
        .put("write", bucket(new TokenBucket.Limits(100, 200)))
        .put("grants", new JsonArray());
  }

  /** Every read costs the same here. */
  JsonObject endpointCosts() {
    return new JsonObject()
        .put("default_cost", TokenBucket.STANDARD_COST)
        .put("endpoint_costs", new JsonArray());
  }

  /** Open round the clock, this week and always. */
  JsonObject schedule() {
    JsonArray day =
        new JsonArray().add(new JsonObject().put("open_time", "00:00").put("close_time", "00:00"));
    JsonObject week =
        new JsonObject()
            .put("start_time", WireTime.rfc3339(exchange.now().minus(SCHEDULE)))
            .put("end_time", WireTime.rfc3339(exchange.now().plus(SCHEDULE)));
    for (DayOfWeek name : DayOfWeek.values()) {
      week.put(name.name().toLowerCase(Locale.ROOT), day);
    }
    return new JsonObject()
        .put(
            "schedule",
            new JsonObject()
                .put("standard_hours", new JsonArray().add(week))
                .put("maintenance_windows", new JsonArray()));
  }

  JsonObject keys(Account account) {
    JsonArray keys = new JsonArray();
    account.keys().forEach(key -> keys.add(AccountJson.key(key)));
    return new JsonObject().put("api_keys", keys);
  }

  private static JsonObject bucket(TokenBucket.Limits limits) {
    return new JsonObject()
        .put("refill_rate", limits.refillRate())
        .put("bucket_capacity", limits.capacity());
  }
}
