package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Markets, events and series as REST shows them. */
final class MarketJson {
  private static final Duration LATEST_EXPIRATION = Duration.ofDays(7);
  private static final String ZERO_PRICE = Price.ZERO.wire();

  private MarketJson() {}

  static JsonObject market(Market market, Instant now) {
    JsonObject json = describe(market, now);
    priceGrid(market.listing(), json);
    quote(market.quote(), json);
    json.put("previous_yes_bid_dollars", ZERO_PRICE)
        .put("previous_yes_ask_dollars", ZERO_PRICE)
        .put("previous_price_dollars", ZERO_PRICE)
        .put("volume_fp", market.volume().wire())
        .put("volume_24h_fp", market.volume().wire())
        .put("open_interest_fp", market.openInterest().wire());
    market
        .verdict()
        .flatMap(Verdict::value)
        .ifPresent(v -> json.put("settlement_value_dollars", v.wire()));
    market.settledAt().ifPresent(t -> json.put("settlement_ts", WireTime.rfc3339(t)));
    return json;
  }

  static JsonObject event(ListedEvent event) {
    return new JsonObject()
        .put("event_ticker", event.ticker())
        .put("series_ticker", event.seriesTicker())
        .put("title", event.title())
        .put("sub_title", event.subTitle())
        .put("collateral_return_type", "")
        .put("mutually_exclusive", event.mutuallyExclusive())
        .put("category", category(event.seriesTicker()))
        .put("available_on_brokers", false)
        .put("settlement_sources", new JsonArray())
        .put("last_updated_ts", WireTime.rfc3339(event.listedAt()))
        .put("exchange_index", 0);
  }

  static JsonObject series(String ticker, String title) {
    return new JsonObject()
        .put("ticker", ticker)
        .put("frequency", "daily")
        .put("title", title)
        .put("category", category(ticker))
        .put("tags", new JsonArray())
        .put("settlement_sources", new JsonArray())
        .put("contract_url", "")
        .put("contract_terms_url", "")
        .put("fee_type", "quadratic")
        .put("fee_multiplier", 1)
        .put("additional_prohibitions", new JsonArray())
        .put("exchange_index", 0);
  }

  /** Both sides of the book as bids; the simulator's book is one level deep. */
  static JsonObject orderbook(Quote quote) {
    JsonArray yes = new JsonArray();
    JsonArray no = new JsonArray();
    if (quote.hasBid()) {
      yes.add(new JsonArray().add(quote.bid().wire()).add(quote.bidSize().wire()));
    }
    if (quote.hasAsk()) {
      no.add(new JsonArray().add(quote.ask().complement().wire()).add(quote.askSize().wire()));
    }
    return new JsonObject().put("yes_dollars", yes).put("no_dollars", no);
  }

  /** Whole cents on the tape; markets that the control surface made take every price. */
  static void priceGrid(Listing listing, JsonObject json) {
    String step = listing.taped() ? "0.0100" : "0.0001";
    JsonObject range =
        new JsonObject().put("start", ZERO_PRICE).put("end", Price.ONE.wire()).put("step", step);
    json.put("price_level_structure", listing.taped() ? "linear_cent" : "banded_centi_cent")
        .put("price_ranges", new JsonArray().add(range));
  }

  private static String category(String seriesTicker) {
    return seriesTicker.equals(TapedEvent.SERIES) ? "Climate and Weather" : "Simulated";
  }

  private static JsonObject describe(Market market, Instant now) {
    Listing listing = market.listing();
    String closes = WireTime.rfc3339(market.closes());
    return new JsonObject()
        .put("ticker", listing.ticker())
        .put("event_ticker", listing.eventTicker())
        .put("market_type", "binary")
        .put("title", listing.title())
        .put("subtitle", listing.yesSubTitle())
        .put("yes_sub_title", listing.yesSubTitle())
        .put("no_sub_title", listing.yesSubTitle())
        .put("created_time", WireTime.rfc3339(listing.listedAt()))
        .put("updated_time", WireTime.rfc3339(market.updatedAt()))
        .put("open_time", WireTime.rfc3339(listing.opens()))
        .put("close_time", closes)
        .put(
            "expected_expiration_time",
            WireTime.rfc3339(market.closes().plus(TapePlayer.SETTLEMENT_DELAY)))
        .put("expiration_time", WireTime.rfc3339(market.closes().plus(LATEST_EXPIRATION)))
        .put("latest_expiration_time", WireTime.rfc3339(market.closes().plus(LATEST_EXPIRATION)))
        .put("settlement_timer_seconds", TapePlayer.SETTLEMENT_DELAY.toSeconds())
        .put("status", market.status(now).wire())
        .put("result", market.verdict().map(v -> v.result().wire()).orElse(""))
        .put("can_close_early", true)
        .put("expiration_value", "")
        .put("rules_primary", "")
        .put("rules_secondary", "")
        .put("notional_value_dollars", Price.ONE.wire())
        .put("exchange_index", 0);
  }

  private static void quote(Quote quote, JsonObject json) {
    json.put("yes_bid_dollars", quote.bid().wire())
        .put("yes_bid_size_fp", quote.bidSize().wire())
        .put("yes_ask_dollars", quote.ask().wire())
        .put("yes_ask_size_fp", quote.askSize().wire())
        .put("no_bid_dollars", quote.ask().complement().wire())
        .put("no_ask_dollars", quote.bid().complement().wire())
        .put("last_price_dollars", quote.last().wire());
  }
}
