package io.positionstream.simulator;

/**
 * All contracts of one side that an account ever acquired in a market, and what they cost without
 * fees.
 */
record Bought(Contracts count, Dollars cost) {
  static final Bought NOTHING = new Bought(Contracts.ZERO, Dollars.ZERO);

  Bought plus(Contracts more, Dollars price) {
    return new Bought(count.plus(more), cost.plus(price));
  }
}
