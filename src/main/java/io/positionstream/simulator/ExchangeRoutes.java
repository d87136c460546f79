package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Answers about the exchange itself and about a member's rights there. */
final class ExchangeRoutes {
  private static final Duration LIVE_DATA = Duration.ofDays(90);
  private final Exchange exchange;

  ExchangeRoutes(Exchange exchange) {
    this.exchange = exchange;
  }

  JsonObject status() {
    JsonObject shard =
        new JsonObject()
            .put("exchange_index", 0)
            .put("description", "default")
            .put("exchange_active", true)
            .put("trading_active", true)
            .put("intra_exchange_transfers_active", true);
    return new JsonObject()
        .put("exchange_active", true)
        .put("trading_active", true)
        .put("intra_exchange_transfers_active", true)
        .put("exchange_index_statuses", new JsonArray().add(shard));
  }

  /** Reads are never behind here. */
  JsonObject userDataTimestamp() {
    return new JsonObject().put("as_of_time", WireTime.rfc3339(exchange.now()));
  }

  JsonObject historicalCutoff() {
    String cutoff = WireTime.rfc3339(exchange.now().minus(LIVE_DATA));
    return new JsonObject()
        .put("market_settled_ts", cutoff)
        .put("trades_created_ts", cutoff)
        .put("orders_updated_ts", cutoff)
        .put("market_positions_last_updated_ts", cutoff);
  }

  /** The basic tier. */
  JsonObject limits() {
    return new JsonObject()
        .put("usage_tier", "basic")
        .put("read", new JsonObject().put("refill_rate", 200).put("bucket_capacity", 400))
        .put("write", new JsonObject().put("refill_rate", 100).put("bucket_capacity", 200))
        .put("grants", new JsonArray());
  }

  JsonObject keys(Account account) {
    JsonArray keys = new JsonArray();
    account.keys().forEach(key -> keys.add(AccountJson.key(key)));
    return new JsonObject().put("api_keys", keys);
  }
}
