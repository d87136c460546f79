package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The messages of the socket. */
final class Frames {

  private Frames() {}

  /**
   * A message that is encoded once, however many sockets get it.
   *
   * @param numbered whether its frames carry {@code seq}
   * @param body the encoded {@code msg}
   */
  record Message(String type, boolean numbered, String body) {

    /** The same for the channel of combos, where the lifecycle of a market has another type. */
    Message ofCombo() {
      return type.equals(Channel.MARKET_LIFECYCLE.wire())
          ? new Message(Channel.COMBO_LIFECYCLE.wire(), numbered, body)
          : this;
    }

    /** The text frame for one subscription; ends with a newline, as on the real line. */
    String frame(Subscription subscription) {
      String seq = numbered ? ",\"seq\":" + subscription.nextSeq() : "";
      return "{\"type\":\""
          + type
          + "\",\"sid\":"
          + subscription.sid()
          + seq
          + ",\"msg\":"
          + body
          + "}\n";
    }
  }

  /** A market's top of the book; its time is that of the sending. */
  static Message ticker(Market market, Instant now) {
    Quote quote = market.quote();
    JsonObject msg =
        new JsonObject()
            .put("market_ticker", market.ticker())
            .put("market_id", Tickers.marketId(market.ticker()))
            .put("price_dollars", quote.last().wire())
            .put("yes_bid_dollars", quote.bid().wire())
            .put("yes_ask_dollars", quote.ask().wire())
            .put("yes_bid_size_fp", quote.bidSize().wire())
            .put("yes_ask_size_fp", quote.askSize().wire())
            .put("last_trade_size_fp", market.lastTradeSize().wire())
            .put("volume_fp", market.volume().wire())
            .put("open_interest_fp", market.openInterest().wire())
            .put("dollar_volume", market.volume().hundredths() / 100)
            .put("dollar_open_interest", market.openInterest().hundredths() / 100)
            .put("ts", now.getEpochSecond())
            .put("ts_ms", now.toEpochMilli())
            .put("time", WireTime.rfc3339(now));
    return new Message("ticker", false, msg.encode());
  }

  static Message fill(Fill fill) {
    Execution terms = fill.terms();
    JsonObject msg =
        new JsonObject()
            .put("trade_id", fill.tradeId())
            .put("order_id", fill.orderId())
            .put("market_ticker", terms.ticker())
            .put("exchange_index", 0)
            .put("is_taker", terms.taker())
            .put("side", terms.side().outcome())
            .put("yes_price_dollars", terms.yesPrice().wire())
            .put("count_fp", terms.count().wire())
            .put("fee_cost", terms.fee().wire())
            .put("action", fill.legacyAction())
            .put("outcome_side", terms.side().outcome())
            .put("book_side", terms.side().book())
            .put("ts", fill.at().getEpochSecond())
            .put("ts_ms", fill.at().toEpochMilli())
            .put("post_position_fp", fill.positionAfter().wire())
            .put("purchased_side", terms.side().outcome())
            .put("subaccount", 0);
    return new Message("fill", false, msg.encode());
  }

  static Message position(Account account, String ticker, Holding holding) {
    JsonObject msg =
        new JsonObject()
            .put("user_id", account.id())
            .put("market_ticker", ticker)
            .put("position_fp", holding.position().wire())
            .put("position_cost_dollars", holding.exposure().wire())
            .put("realized_pnl_dollars", holding.realized().wire())
            .put("fees_paid_dollars", holding.feesPaid().wire())
            .put("position_fee_cost_dollars", holding.openFees().wire())
            .put("volume_fp", holding.volume().wire())
            .put("subaccount", 0);
    return new Message("market_position", false, msg.encode());
  }

  /** The public side of an execution: the same trade id, no account. */
  static Message trade(Fill fill) {
    Execution terms = fill.terms();
    Side taker = terms.taker() == (terms.side() == Side.YES) ? Side.YES : Side.NO;
    JsonObject msg =
        new JsonObject()
            .put("trade_id", fill.tradeId())
            .put("market_ticker", terms.ticker())
            .put("yes_price_dollars", terms.yesPrice().wire())
            .put("no_price_dollars", terms.yesPrice().complement().wire())
            .put("count_fp", terms.count().wire())
            .put("taker_side", taker.outcome())
            .put("taker_outcome_side", taker.outcome())
            .put("taker_book_side", taker.book())
            .put("is_block_trade", false)
            .put("ts", fill.at().getEpochSecond())
            .put("ts_ms", fill.at().toEpochMilli());
    return new Message("trade", true, msg.encode());
  }

  static Message created(Listing listing, Instant closes) {
    JsonObject metadata =
        new JsonObject()
            .put("name", listing.title())
            .put("title", listing.title())
            .put("yes_sub_title", listing.yesSubTitle())
            .put("no_sub_title", listing.yesSubTitle())
            .put("rules_primary", "")
            .put("rules_secondary", "")
            .put("can_close_early", true)
            .put("event_ticker", listing.eventTicker())
            .put(
                "expected_expiration_ts",
                closes.plus(TapePlayer.SETTLEMENT_DELAY).getEpochSecond());
    JsonObject msg =
        lifecycle("created", listing.ticker())
            .put("open_ts", listing.opens().getEpochSecond())
            .put("close_ts", closes.getEpochSecond())
            .put("exchange_index", 0)
            .put("additional_metadata", metadata);
    MarketJson.priceGrid(listing, msg);
    return lifecycle(msg);
  }

  /** {@code activated} goes out when a market opens at once, and after a pause. */
  static Message activated(String ticker) {
    return lifecycle(lifecycle("activated", ticker).put("is_deactivated", false));
  }

  static Message deactivated(String ticker) {
    return lifecycle(lifecycle("deactivated", ticker).put("is_deactivated", true));
  }

  static Message closeMoved(String ticker, Instant closes) {
    return lifecycle(
        lifecycle("close_date_updated", ticker).put("close_ts", closes.getEpochSecond()));
  }

  /** Without {@code settlement_value} for a void market. */
  static Message determined(String ticker, Verdict verdict, Instant at) {
    JsonObject msg =
        lifecycle("determined", ticker)
            .put("result", verdict.result().wire())
            .put("determination_ts", at.getEpochSecond());
    verdict.value().ifPresent(value -> msg.put("settlement_value", value.wire()));
    return lifecycle(msg);
  }

  /** Carries neither result nor value: who needs them remembers {@code determined}. */
  static Message settled(String ticker, Instant at) {
    return lifecycle(lifecycle("settled", ticker).put("settled_ts", at.getEpochSecond()));
  }

  /** A new event, on the channel of the markets' lives. */
  static Message eventCreated(ListedEvent event) {
    JsonObject msg =
        new JsonObject()
            .put("event_ticker", event.ticker())
            .put("exchange_index", 0)
            .put("title", event.title())
            .put("subtitle", event.subTitle())
            .put("collateral_return_type", "")
            .put("series_ticker", event.seriesTicker());
    return new Message("event_lifecycle", true, msg.encode());
  }

  private static JsonObject lifecycle(String type, String ticker) {
    return new JsonObject().put("event_type", type).put("market_ticker", ticker);
  }

  private static Message lifecycle(JsonObject msg) {
    return new Message("market_lifecycle_v2", true, msg.encode());
  }
}
