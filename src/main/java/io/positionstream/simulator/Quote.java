package io.positionstream.simulator;

/**
 * The top of a market's book, in YES prices, and its last trade price.
 *
 * @param bid 0 when nobody buys YES
 * @param ask 1 when nobody sells YES
 * @param last 0 as long as the market never traded
 */
record Quote(Price bid, Contracts bidSize, Price ask, Contracts askSize, Price last) {

  /** An empty book. */
  static Quote empty(Price last) {
    return new Quote(Price.ZERO, Contracts.ZERO, Price.ONE, Contracts.ZERO, last);
  }

  Quote withLast(Price price) {
    return new Quote(bid, bidSize, ask, askSize, price);
  }

  /** True when YES can be sold here. */
  boolean hasBid() {
    return bid.isTradable() && bidSize.isPositive();
  }

  /** True when YES can be bought here. */
  boolean hasAsk() {
    return ask.isTradable() && askSize.isPositive();
  }
}
