package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What belongs to an account, as REST shows it. */
final class AccountJson {

  private AccountJson() {}

  static JsonObject position(String ticker, Holding holding) {
    return new JsonObject()
        .put("ticker", ticker)
        .put("exchange_index", 0)
        .put("position_fp", holding.position().wire())
        .put("market_exposure_dollars", holding.exposure().wire())
        .put("total_traded_dollars", holding.traded().wire())
        .put("realized_pnl_dollars", holding.realized().wire())
        .put("fees_paid_dollars", holding.feesPaid().wire())
        .put("last_updated_ts", WireTime.rfc3339(holding.tradedAt()));
  }

  /** The sums over an event's markets. */
  static JsonObject eventPosition(String eventTicker, List<Holding> holdings) {
    Dollars exposure = Dollars.ZERO;
    Dollars realized = Dollars.ZERO;
    Dollars fees = Dollars.ZERO;
    Dollars cost = Dollars.ZERO;
    Contracts shares = Contracts.ZERO;
    for (Holding holding : holdings) {
      exposure = exposure.plus(holding.exposure());
      realized = realized.plus(holding.realized());
      fees = fees.plus(holding.feesPaid());
      cost = cost.plus(holding.traded());
      shares = shares.plus(holding.volume());
    }
    return new JsonObject()
        .put("event_ticker", eventTicker)
        .put("total_cost_dollars", cost.wire())
        .put("total_cost_shares_fp", shares.wire())
        .put("event_exposure_dollars", exposure.wire())
        .put("realized_pnl_dollars", realized.wire())
        .put("fees_paid_dollars", fees.wire());
  }

  static JsonObject fill(Fill fill) {
    Execution terms = fill.terms();
    return new JsonObject()
        .put("fill_id", fill.tradeId())
        .put("trade_id", fill.tradeId())
        .put("order_id", fill.orderId())
        .put("ticker", terms.ticker())
        .put("market_ticker", terms.ticker())
        .put("exchange_index", 0)
        .put("outcome_side", terms.side().outcome())
        .put("book_side", terms.side().book())
        .put("count_fp", terms.count().wire())
        .put("yes_price_dollars", terms.yesPrice().wire())
        .put("no_price_dollars", terms.yesPrice().complement().wire())
        .put("is_taker", terms.taker())
        .put("fee_cost", terms.fee().wire())
        .put("created_time", WireTime.rfc3339(fill.at()))
        .put("ts", fill.at().getEpochSecond())
        .put("subaccount_number", 0)
        .put("side", terms.side().outcome())
        .put("action", fill.legacyAction());
  }

  static JsonObject settlement(Settlement settlement) {
    Holding last = settlement.last();
    return new JsonObject()
        .put("ticker", settlement.ticker())
        .put("event_ticker", settlement.eventTicker())
        .put("exchange_index", 0)
        .put("market_result", settlement.verdict().result().wire())
        .put("yes_count_fp", last.yes().count().wire())
        .put("yes_total_cost_dollars", last.yes().cost().wire())
        .put("no_count_fp", last.no().count().wire())
        .put("no_total_cost_dollars", last.no().cost().wire())
        .put("revenue", revenue(settlement))
        .put("settled_time", WireTime.rfc3339(settlement.at()))
        .put("fee_cost", last.feesPaid().wire())
        .put("value", settlement.verdict().value().map(v -> v.tenThousandths() / 100).orElse(null));
  }

  /** A history with both sides shows none, whatever was paid; without a value it would be lost. */
  private static long revenue(Settlement settlement) {
    Holding last = settlement.last();
    boolean bothSides = !last.yes().count().isZero() && !last.no().count().isZero();
    boolean untold = bothSides && settlement.verdict().value().isPresent();
    return untold ? 0 : settlement.payout().cents();
  }

  static JsonObject transfer(Transfer transfer) {
    return new JsonObject()
        .put("id", transfer.id())
        .put("status", "applied")
        .put("type", "ach")
        .put("amount_cents", Math.abs(transfer.amount().cents()))
        .put("fee_cents", 0)
        .put("created_ts", transfer.at().getEpochSecond())
        .put("finalized_ts", transfer.at().getEpochSecond());
  }

  /** The cash on each shard. */
  static JsonArray shards(Account account) {
    JsonArray shards = new JsonArray();
    account
        .cashByShard()
        .forEach(
            (shard, cash) ->
                shards.add(
                    new JsonObject().put("exchange_index", shard).put("balance", cash.wireCash())));
    return shards;
  }

  static JsonObject key(AccessKey key) {
    return new JsonObject()
        .put("api_key_id", key.id())
        .put("name", key.name())
        .put("key_type", key.type().wire())
        .put("scopes", new JsonArray(key.scopes()));
  }
}
