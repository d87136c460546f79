package io.positionstream.simulator;

import java.time.Instant;

/**
 * What one account has in one market, with the exchange's own bookkeeping: average cost, fees kept
 * apart.
 *
 * @param position + YES, − NO
 * @param exposure cost of the open position without fees, never negative
 * @param realized profit locked in by closing, without fees
 * @param feesPaid all trading fees in this market
 * @param openFees the part of the fees that belongs to the open position
 * @param yes all YES ever acquired
 * @param no all NO ever acquired
 * @param tradedAt the time of the last fill
 */
record Holding(
    Contracts position,
    Dollars exposure,
    Dollars realized,
    Dollars feesPaid,
    Dollars openFees,
    Bought yes,
    Bought no,
    Instant tradedAt) {

  static final Holding NONE =
      new Holding(
          Contracts.ZERO,
          Dollars.ZERO,
          Dollars.ZERO,
          Dollars.ZERO,
          Dollars.ZERO,
          Bought.NOTHING,
          Bought.NOTHING,
          Instant.EPOCH);

  /**
   * The holding after a trade: opens, adds, closes in part or whole, or closes and opens the other
   * side.
   */
  Holding after(Execution trade, Instant at) {
    Contracts closed = closedBy(trade);
    Contracts opened = trade.count().minus(closed);
    Dollars released = released(exposure, closed);
    Dollars proceeds = trade.side().priceOf(trade.yesPrice()).complement().times(closed);
    return new Holding(
        position.plus(trade.side().signed(trade.count())),
        exposure.minus(released).plus(trade.sidePrice().times(opened)),
        realized.plus(proceeds).minus(released),
        feesPaid.plus(trade.fee()),
        openFees.minus(released(openFees, closed)).plus(trade.fee().share(opened, trade.count())),
        trade.side() == Side.YES ? yes.plus(trade.count(), trade.cost()) : yes,
        trade.side() == Side.NO ? no.plus(trade.count(), trade.cost()) : no,
        at);
  }

  /**
   * How many contracts of the open position a trade pairs off; each pair returns one dollar at
   * once.
   */
  Contracts closedBy(Execution trade) {
    return position.isZero() || heldSide() == trade.side()
        ? Contracts.ZERO
        : position.abs().min(trade.count());
  }

  /** YES also for a flat position. */
  Side heldSide() {
    return position.hundredths() < 0 ? Side.NO : Side.YES;
  }

  /** The cost of everything ever acquired; it grows on closing, too. */
  Dollars traded() {
    return yes.cost().plus(no.cost());
  }

  Contracts volume() {
    return yes.count().plus(no.count());
  }

  private Dollars released(Dollars amount, Contracts closed) {
    return closed.isZero() ? Dollars.ZERO : amount.share(closed, position.abs());
  }
}
