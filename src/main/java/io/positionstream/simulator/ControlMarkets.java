package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Control of markets: list one, quote it, end its trading, give it a result, pay it. */
final class ControlMarkets {
  private static final Duration STANDARD_LIFE = Duration.ofDays(7);
  private static final Contracts STANDARD_SIZE = Contracts.whole(100);
  private final Exchange exchange;

  ControlMarkets(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Lists a market, and its event when that is new; opens at once unless {@code open_time} says
   * otherwise.
   */
  JsonObject list(ControlBody body) {
    String ticker = ControlBody.required("market_ticker", body.ticker("market_ticker"));
    String event = body.ticker("event_ticker").orElseGet(() -> eventOf(ticker));
    String title = body.text("title").orElse(ticker);
    Instant now = exchange.now().truncatedTo(ChronoUnit.MICROS);
    Instant opens = body.time("open_time").orElse(now);
    Instant closes =
        body.time("close_time").orElse(now.plus(STANDARD_LIFE).truncatedTo(ChronoUnit.SECONDS));
    if (!closes.isAfter(now) || !closes.isAfter(opens)) {
      throw Refusal.invalid("close_time: expected a time to come, after open_time");
    }
    if (exchange.findMarket(ticker).isPresent()) {
      throw Refusal.conflict("The market " + ticker + " is listed already.");
    }
    String eventTitle = body.text("event_title").orElse(title);
    boolean exclusive = body.flag("mutually_exclusive").orElse(false);
    String yesSubTitle = body.text("yes_sub_title").orElse(title);
    exchange.listEvent(event, eventTitle, "", exclusive);
    return show(
        exchange.listMarket(
            new Listing(ticker, event, title, yesSubTitle, now, opens, false), closes));
  }

  /** What is not named stays; a side that had no size gets one when its price comes. */
  JsonObject quote(Market market, ControlBody body) {
    Quote old = market.quote();
    Price bid = body.price("yes_bid_dollars").orElse(old.bid());
    Price ask = body.price("yes_ask_dollars").orElse(old.ask());
    Contracts bidSize = body.contracts("yes_bid_size_fp").orElseGet(() -> size(bid, old.bidSize()));
    Contracts askSize = body.contracts("yes_ask_size_fp").orElseGet(() -> size(ask, old.askSize()));
    if (bid.compareTo(ask) >= 0) {
      throw Refusal.invalid("yes_bid_dollars: expected a price below yes_ask_dollars");
    }
    if (bidSize.hundredths() < 0 || askSize.hundredths() < 0) {
      throw Refusal.invalid("yes_bid_size_fp, yes_ask_size_fp: expected numbers of at least 0");
    }
    exchange.quote(
        market,
        new Quote(bid, bidSize, ask, askSize, body.price("price_dollars").orElse(old.last())));
    return show(market);
  }

  JsonObject close(Market market) {
    exchange.close(market);
    return show(market);
  }

  /**
   * Gives a result; an open market closes first. A scalar result needs its value; a void one has
   * none; for yes and no it is 1 and 0.
   */
  JsonObject determine(Market market, ControlBody body) {
    exchange.determine(market, verdict(body));
    return show(market);
  }

  JsonObject dispute(Market market) {
    exchange.dispute(market);
    return show(market);
  }

  /** Another result, in the same words as the first. */
  JsonObject amend(Market market, ControlBody body) {
    exchange.amend(market, verdict(body));
    return show(market);
  }

  JsonObject pause(Market market) {
    exchange.pause(market);
    return show(market);
  }

  JsonObject resume(Market market) {
    exchange.resume(market);
    return show(market);
  }

  private static Verdict verdict(ControlBody body) {
    Optional<Price> value = body.price("settlement_value_dollars");
    return switch (ControlBody.required("result", body.text("result"))) {
      case "yes" -> sure(Result.YES, Price.ONE, value);
      case "no" -> sure(Result.NO, Price.ZERO, value);
      case "scalar" ->
          new Verdict(
              Result.SCALAR, Optional.of(ControlBody.required("settlement_value_dollars", value)));
      case "void" -> new Verdict(Result.VOID, Optional.empty());
      default -> throw Refusal.invalid("result: expected yes, no, scalar or void");
    };
  }

  JsonObject settle(Market market) {
    exchange.settle(market);
    return show(market);
  }

  private static Verdict sure(Result result, Price value, Optional<Price> named) {
    named
        .filter(n -> !n.equals(value))
        .ifPresent(
            _ -> {
              throw Refusal.invalid(
                  "settlement_value_dollars: expected " + value.wire() + " for this result");
            });
    return new Verdict(result, Optional.of(value));
  }

  private JsonObject show(Market market) {
    return new JsonObject().put("market", MarketJson.market(market, exchange.now()));
  }

  private static Contracts size(Price price, Contracts old) {
    if (!price.isTradable()) {
      return Contracts.ZERO;
    }
    return old.isPositive() ? old : STANDARD_SIZE;
  }

  private static String eventOf(String ticker) {
    int dash = ticker.lastIndexOf('-');
    return dash <= 0 ? ticker : ticker.substring(0, dash);
  }
}
