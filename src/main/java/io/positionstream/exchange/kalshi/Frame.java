package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.Wire.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the WebSocket says, as Kalshi writes it: amounts are text, component names are its own in
 * camel case. Only what we read is kept; what is not {@code @Nullable} is required; fields that are
 * documented and not needed are listed, so that others are noticed.
 */
@RegisterForReflection
sealed interface Frame {

  /** A channel starts; one per channel asked for. */
  record Subscribed(long id, String channel, long sid) implements Frame {}

  /** A command was done. */
  record Ok(long id) implements Frame {}

  /**
   * A command failed (its {@code id}), or a channel did (0).
   *
   * @param code 0 if there was none
   * @param text for people, shortened
   */
  record ErrorReply(long id, int code, String text) implements Frame {
    public ErrorReply {
      text = Refusal.shown(text);
    }

    /**
     * The channel is gone for good (10), we read too slowly (25), or the exchange broke (17, which
     * only older servers say).
     */
    boolean terminal() {
      return code == 10 || code == 17 || code == 25;
    }
  }

  /** The top of one market's book and its last trade. */
  @JsonIgnoreProperties({
    "dollar_open_interest",
    "dollar_volume",
    "last_trade_size_fp",
    "market_id",
    "open_interest_fp",
    "time",
    "ts",
    "volume_fp"
  })
  record Ticker(
      String marketTicker,
      String yesBidDollars,
      String yesBidSizeFp,
      String yesAskDollars,
      String yesAskSizeFp,
      String priceDollars,
      Long tsMs)
      implements Frame {
    public Ticker {
      required(marketTicker, "market_ticker");
      required(yesBidDollars, "yes_bid_dollars");
      required(yesBidSizeFp, "yes_bid_size_fp");
      required(yesAskDollars, "yes_ask_dollars");
      required(yesAskSizeFp, "yes_ask_size_fp");
      required(priceDollars, "price_dollars");
      required(tsMs, "ts_ms");
    }
  }

  /** One execution of the user's order. */
  @JsonIgnoreProperties({
    "action",
    "client_order_id",
    "exchange_index",
    "order_id",
    "purchased_side",
    "side",
    "ts"
  })
  record FillFrame(
      String tradeId,
      String marketTicker,
      @Nullable String outcomeSide,
      @Nullable String bookSide,
      String countFp,
      String yesPriceDollars,
      String feeCost,
      Boolean isTaker,
      @Nullable String postPositionFp,
      Long tsMs,
      @Nullable Integer subaccount)
      implements Frame {
    public FillFrame {
      required(tradeId, "trade_id");
      required(marketTicker, "market_ticker");
      required(countFp, "count_fp");
      required(yesPriceDollars, "yes_price_dollars");
      required(feeCost, "fee_cost");
      required(isTaker, "is_taker");
      required(tsMs, "ts_ms");
    }
  }

  /** The books of one market; without a time, so perhaps older than what is known. */
  @JsonIgnoreProperties({"position_fee_cost_dollars", "user_id", "volume_fp"})
  record MarketPosition(
      String marketTicker,
      String positionFp,
      String positionCostDollars,
      String realizedPnlDollars,
      String feesPaidDollars,
      @Nullable Integer subaccount)
      implements Frame {
    public MarketPosition {
      required(marketTicker, "market_ticker");
      required(positionFp, "position_fp");
      required(positionCostDollars, "position_cost_dollars");
      required(realizedPnlDollars, "realized_pnl_dollars");
      required(feesPaidDollars, "fees_paid_dollars");
    }
  }

  /** Something happened to a market, ours or any other. */
  @JsonIgnoreProperties({
    "additional_metadata",
    "cap_strike",
    "close_ts",
    "custom_strike",
    "determination_ts",
    "exchange_index",
    "floor_strike",
    "is_deactivated",
    "open_ts",
    "price_level_structure",
    "price_ranges",
    "settled_ts",
    "strike_type",
    "yes_sub_title"
  })
  record Lifecycle(
      String eventType,
      String marketTicker,
      @Nullable String result,
      @Nullable String settlementValue)
      implements Frame {

    /** What is documented to happen to a market. */
    static final Set<String> EVENTS =
        Set.of(
            "created",
            "activated",
            "deactivated",
            "close_date_updated",
            "determined",
            "settled",
            "price_level_structure_updated",
            "metadata_updated");

    public Lifecycle {
      required(eventType, "event_type");
      required(marketTicker, "market_ticker");
    }
  }

  /** A sign of life. */
  record Ping() implements Frame {}

  /** A message of a type we do not read. */
  record Other(String type) implements Frame {

    /** Those of them that are documented. */
    static final Set<String> TYPES =
        Set.of(
            "event_lifecycle",
            "event_fee_update",
            "trade",
            "user_order",
            "order_group_updates",
            "orderbook_snapshot",
            "orderbook_delta");
  }
}
