package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The messages of the order book's channel. */
final class BookFrames {

  private BookFrames() {}

  /** An empty side has no key. */
  static Frames.Message snapshot(Market market, boolean yesPrices) {
    Quote quote = market.quote();
    JsonObject msg = book(market);
    if (quote.hasBid()) {
      msg.put("yes_dollars_fp", level(quote.bid(), quote.bidSize()));
    }
    if (quote.hasAsk()) {
      Price price = yesPrices ? quote.ask() : quote.ask().complement();
      msg.put("no_dollars_fp", level(price, quote.askSize()));
    }
    return new Frames.Message("orderbook_snapshot", true, msg.encode());
  }

  /** A signed change of one level. */
  static Frames.Message delta(
      Market market, Side side, Price price, Contracts change, Instant now) {
    JsonObject msg =
        book(market)
            .put("price_dollars", price.wire())
            .put("delta_fp", change.wire())
            .put("side", side.outcome())
            .put("ts", WireTime.rfc3339(now))
            .put("ts_ms", now.toEpochMilli());
    return new Frames.Message("orderbook_delta", true, msg.encode());
  }

  private static JsonObject book(Market market) {
    return new JsonObject()
        .put("market_ticker", market.ticker())
        .put("market_id", Tickers.marketId(market.ticker()));
  }

  private static JsonArray level(Price price, Contracts size) {
    return new JsonArray().add(new JsonArray().add(price.wire()).add(size.wire()));
  }
}
