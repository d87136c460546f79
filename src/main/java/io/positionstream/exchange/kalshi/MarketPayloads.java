package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.Payloads.rowsOf;
import static io.positionstream.exchange.kalshi.Wire.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.positionstream.exchange.kalshi.Payloads.Page;
import io.positionstream.exchange.kalshi.Payloads.Reply;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * REST payloads about markets, events and the exchange itself, by the rules of {@link Payloads}.
 */
@RegisterForReflection
final class MarketPayloads {

  private MarketPayloads() {}

  record Markets(@Nullable String cursor, List<Market> markets) implements Page<Market> {
    Markets {
      markets = rowsOf(markets, "markets");
    }

    @Override
    public List<Market> rows() {
      return markets;
    }
  }

  @JsonIgnoreProperties({
    "can_close_early",
    "cap_strike",
    "created_time",
    "custom_strike",
    "early_close_condition",
    "exchange_index",
    "expiration_time",
    "expiration_value",
    "fee_waiver_expiration_time",
    "floor_strike",
    "functional_strike",
    "is_provisional",
    "liquidity_dollars",
    "market_type",
    "mve_collection_ticker",
    "mve_selected_legs",
    "no_ask_dollars",
    "no_bid_dollars",
    "no_sub_title",
    "notional_value_dollars",
    "occurrence_datetime",
    "open_interest_fp",
    "open_time",
    "previous_price_dollars",
    "previous_yes_ask_dollars",
    "previous_yes_bid_dollars",
    "price_level_structure",
    "price_ranges",
    "primary_participant_key",
    "rules_primary",
    "rules_secondary",
    "settlement_bounds_type",
    "settlement_floor_dollars",
    "settlement_timer_seconds",
    "settlement_ts",
    "strike_type",
    "subtitle",
    "updated_time",
    "volume_24h_fp",
    "volume_fp"
  })
  record Market(
      String ticker,
      String eventTicker,
      @Nullable String title,
      @Nullable String yesSubTitle,
      String status,
      @Nullable String result,
      @Nullable String closeTime,
      @Nullable String expectedExpirationTime,
      @Nullable String latestExpirationTime,
      @Nullable String settlementValueDollars,
      String yesBidDollars,
      String yesBidSizeFp,
      String yesAskDollars,
      String yesAskSizeFp,
      String lastPriceDollars) {
    Market {
      required(ticker, "ticker");
      required(eventTicker, "event_ticker");
      required(status, "status");
      required(yesBidDollars, "yes_bid_dollars");
      required(yesBidSizeFp, "yes_bid_size_fp");
      required(yesAskDollars, "yes_ask_dollars");
      required(yesAskSizeFp, "yes_ask_size_fp");
      required(lastPriceDollars, "last_price_dollars");
    }
  }

  @JsonIgnoreProperties({"markets"})
  record EventReply(Event event) implements Reply {
    EventReply {
      required(event, "event");
    }
  }

  @JsonIgnoreProperties({
    "available_on_brokers",
    "category",
    "collateral_return_type",
    "exchange_index",
    "fee_multiplier_override",
    "fee_type_override",
    "last_updated_ts",
    "markets",
    "product_metadata",
    "series_ticker",
    "settlement_sources",
    "strike_date",
    "strike_period",
    "sub_title"
  })
  record Event(String eventTicker, String title, Boolean mutuallyExclusive) {
    Event {
      required(eventTicker, "event_ticker");
      required(title, "title");
      required(mutuallyExclusive, "mutually_exclusive");
    }
  }

  @JsonIgnoreProperties({"exchange_index_statuses", "intra_exchange_transfers_active"})
  record ExchangeStatus(
      Boolean exchangeActive, Boolean tradingActive, @Nullable String exchangeEstimatedResumeTime)
      implements Reply {
    ExchangeStatus {
      required(exchangeActive, "exchange_active");
      required(tradingActive, "trading_active");
    }
  }
}
