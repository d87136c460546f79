package io.positionstream.portfolio;

/**
 * The exchange's books for one market of one account; its own rule of arithmetic is {@link
 * #after(Fill)}.
 *
 * @param contracts net position: + YES, - NO
 * @param cost cost basis of the open contracts, fees excluded, never below zero ("exposure")
 * @param realized locked-in profit and loss of this market so far, fees excluded
 * @param fees trading fees paid in this market so far
 * @param traded sum of {@link Fill#cost()} over all fills; only grows
 */
public record Holding(Contracts contracts, Money cost, Money realized, Money fees, Money traded) {

  public static final Holding NONE =
      new Holding(Contracts.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

  private static final Price DOLLAR = Price.ONE;

  public Side side() {
    return Side.of(contracts);
  }

  /**
   * The books after a fill. Worked example: 10 YES at 0.40 cost 4.00; acquiring 4 NO at 0.45 (YES
   * 0.55) closes 4 of them: released cost 1.60, proceeds 4 x (1 - 0.45) = 2.20, realized 0.60; 6
   * YES with cost 2.40 stay. Acquiring 10 NO instead would close all 6 and open 4 NO at 0.45.
   */
  public Holding after(Fill fill) {
    Money bought = fill.cost();
    Contracts closed = fill.closed(contracts);
    Money released = closed.isZero() ? Money.ZERO : cost.share(closed, contracts.abs());
    Money closingCost = fill.price().times(closed);
    // A closed pair of YES and NO returns a dollar: that, less what the closing side cost.
    Money proceeds = DOLLAR.times(closed).minus(closingCost);
    return new Holding(
        contracts.plus(fill.change()),
        cost.minus(released).plus(bought.minus(closingCost)),
        realized.plus(proceeds).minus(released),
        fees.plus(fill.fee()),
        traded.plus(bought));
  }

  /** Whether a report that tells no turnover (the socket's) says the same. */
  boolean agreesWith(Holding report) {
    return contracts.equals(report.contracts)
        && cost.equals(report.cost)
        && realized.equals(report.realized)
        && fees.equals(report.fees);
  }
}
