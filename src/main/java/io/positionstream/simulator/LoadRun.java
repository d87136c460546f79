package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Synthetic ticks at a constant rate on markets of its own; ends by itself. */
final class LoadRun {
  private static final Duration STEP = Duration.ofMillis(5);
  private static final int PRICES = 97;
  private static final int STRIDE = 7;

  private final Exchange exchange;
  private final Scheduler scheduler;
  private final List<Market> markets;
  private final Rate rate;
  private final Instant begins;
  private long sent;
  private boolean running = true;

  /**
   * How much.
   *
   * @param ticks a second, over all markets
   */
  record Rate(int ticks, Duration lasts) {
    long total() {
      return due(lasts);
    }

    long due(Duration elapsed) {
      return Math.multiplyExact(elapsed.toMillis(), (long) ticks) / 1000;
    }
  }

  LoadRun(Exchange exchange, Scheduler scheduler, List<Market> markets, Rate rate) {
    this.exchange = exchange;
    this.scheduler = scheduler;
    this.markets = List.copyOf(markets);
    this.rate = rate;
    this.begins = exchange.now();
  }

  /** Begins, or goes on. */
  void step() {
    if (!running) {
      return;
    }
    long due = Math.min(rate.total(), rate.due(Duration.between(begins, exchange.now())));
    while (sent < due) {
      tick(sent++);
    }
    running = sent < rate.total();
    if (running) {
      scheduler.after(STEP, this::step);
    }
  }

  void stop() {
    running = false;
  }

  JsonObject json() {
    JsonArray tickers = new JsonArray();
    markets.forEach(market -> tickers.add(market.ticker()));
    return new JsonObject()
        .put("running", running)
        .put("sent", sent)
        .put("total", rate.total())
        .put("market_tickers", tickers);
  }

  /** The next market in turn moves by some cents. */
  private void tick(long number) {
    long round = number / markets.size();
    Market market = markets.get((int) (number % markets.size()));
    int cents = 1 + (int) (round * STRIDE % PRICES);
    Price bid = Price.ofCents(cents);
    exchange.playQuote(
        market,
        new Quote(
            bid,
            Contracts.whole(1 + number % 1000),
            Price.ofCents(cents + 2),
            Contracts.whole(100),
            bid));
  }
}
