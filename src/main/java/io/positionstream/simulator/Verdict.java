package io.positionstream.simulator;

import java.util.Optional;

/**
 * A market's result and what one YES contract pays; NO pays the rest of the dollar.
 *
 * @param value empty only for a void market, whose positions get their cost back
 */
record Verdict(Result result, Optional<Price> value) {

  Verdict {
    if (value.isPresent() == (result == Result.VOID)) {
      throw new IllegalArgumentException("expected a settlement value for every result but void");
    }
  }

  /** The value of an open position, exactly. */
  Dollars worth(Holding holding) {
    return value
        .map(yes -> holding.heldSide().priceOf(yes).times(holding.position().abs()))
        .orElse(holding.exposure());
  }

  /** What the exchange pays out for an open position: its worth, rounded down to the cent. */
  Dollars payout(Holding holding) {
    return worth(holding).flooredToCent();
  }
}
