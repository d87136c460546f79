package io.positionstream.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one socket knows of the order books that it listens to: one level on each side. */
final class BookView {
  private record Level(Price price, Contracts size) {}

  private final Map<String, Quote> shown = new HashMap<>();
  private boolean yesPrices;

  /**
   * @param prices true for YES prices on both sides; else the NO side has NO prices
   */
  void useYesPrices(boolean prices) {
    yesPrices = prices;
  }

  /** The whole book; changes count from here. */
  Frames.Message snapshot(Market market) {
    shown.put(market.ticker(), market.quote());
    return BookFrames.snapshot(market, yesPrices);
  }

  /** What has changed since the last time; nothing for a market without a snapshot. */
  List<Frames.Message> changes(Market market, Instant now) {
    Quote before = shown.get(market.ticker());
    if (before == null) {
      return List.of();
    }
    Quote after = market.quote();
    shown.put(market.ticker(), after);
    List<Frames.Message> messages = new ArrayList<>();
    for (Side side : Side.values()) {
      for (Level level : difference(level(before, side), level(after, side))) {
        messages.add(BookFrames.delta(market, side, level.price(), level.size(), now));
      }
    }
    return messages;
  }

  void forget(String ticker) {
    shown.remove(ticker);
  }

  private Level level(Quote quote, Side side) {
    if (side == Side.YES) {
      return new Level(quote.bid(), quote.hasBid() ? quote.bidSize() : Contracts.ZERO);
    }
    Price price = yesPrices ? quote.ask() : quote.ask().complement();
    return new Level(price, quote.hasAsk() ? quote.askSize() : Contracts.ZERO);
  }

  private static List<Level> difference(Level before, Level after) {
    List<Level> changes = new ArrayList<>();
    if (before.price().equals(after.price())) {
      changes.add(new Level(after.price(), after.size().minus(before.size())));
    } else {
      changes.add(new Level(before.price(), Contracts.ZERO.minus(before.size())));
      changes.add(after);
    }
    changes.removeIf(level -> level.size().isZero());
    return changes;
  }
}
