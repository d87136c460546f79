package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Optional;

/**
 * The top of a market's one book, in YES prices.
 *
 * @param bid best price somebody pays for YES; 0 when nobody does
 * @param bidSize contracts wanted at {@code bid}; zero when that side is empty
 * @param ask best price somebody sells YES at; 1 when nobody does
 * @param askSize contracts offered at {@code ask}; zero when that side is empty
 * @param last price of the last trade; 0 when there never was one
 * @param at the exchange's time of this quote; of one read by REST, when we asked
 */
public record Quote(
    Price bid, Contracts bidSize, Price ask, Contracts askSize, Price last, Instant at) {

  /** Nothing known: an empty book that never traded. */
  public static final Quote NONE =
      new Quote(Price.ZERO, Contracts.ZERO, Price.ONE, Contracts.ZERO, Price.ZERO, Instant.EPOCH);

  /** What a holder of {@code side} gets for selling now, as a price of that side. */
  public Optional<Price> bidFor(Side side) {
    return side == Side.YES ? usable(bid, bidSize, side) : usable(ask, askSize, side);
  }

  /** What {@code side} costs now, as a price of that side. */
  public Optional<Price> askFor(Side side) {
    return side == Side.YES ? usable(ask, askSize, side) : usable(bid, bidSize, side);
  }

  /** The last trade as a price of {@code side}. */
  public Optional<Price> lastFor(Side side) {
    return last.isTradable() ? Optional.of(last.of(side)) : Optional.empty();
  }

  Quote withTime(Instant time) {
    return new Quote(bid, bidSize, ask, askSize, last, time);
  }

  /** The exchange fills empty sides with sentinels (0, 1, size 0): those are no prices. */
  private static Optional<Price> usable(Price yesPrice, Contracts size, Side side) {
    return size.sign() > 0 && yesPrice.isTradable()
        ? Optional.of(yesPrice.of(side))
        : Optional.empty();
  }
}
