package io.positionstream.simulator;

import java.time.Instant;

/**
 * What became of an account's trading in a market.
 *
 * @param last the holding just before it was paid
 * @param payout what the net position paid, whole cents
 */
record Settlement(
    String ticker, String eventTicker, Verdict verdict, Holding last, Dollars payout, Instant at) {

  /** What is left of the holding: nothing open, everything realized. */
  Holding holding() {
    return new Holding(
        Contracts.ZERO,
        Dollars.ZERO,
        realized(),
        last.feesPaid(),
        Dollars.ZERO,
        last.yes(),
        last.no(),
        at);
  }

  /** The profit locked in over the market's life, without fees. */
  Dollars realized() {
    return last.realized().plus(payout).minus(last.exposure());
  }
}
