package io.positionstream.simulator;

/**
 * The terms of a trade, from the point of view of its account.
 *
 * @param side the outcome acquired; acquiring NO closes YES and the other way round
 * @param yesPrice the price of YES, whatever the side
 * @param taker whether the account took liquidity
 */
record Execution(
    String ticker, Side side, Contracts count, Price yesPrice, Dollars fee, boolean taker) {

  Execution {
    if (!count.isPositive() || !yesPrice.isTradable() || fee.isNegative()) {
      throw new IllegalArgumentException(
          "expected a positive count, a price inside (0, 1) and a fee of at least 0");
    }
  }

  /** The price of one contract of the side acquired. */
  Price sidePrice() {
    return side.priceOf(yesPrice);
  }

  /** Count × price of the side acquired, without the fee. */
  Dollars cost() {
    return sidePrice().times(count);
  }
}
