package io.positionstream.portfolio;

/**
 * What moved an account's worth and was neither trading nor a deposit or withdrawal: collateral
 * returned, interest, transfers. Trading leaves cash + cost - realized + fees as it is, and a flow
 * moves it by its amount; by what else it moves is unexplained.
 *
 * @param base that sum when it was first known
 * @param flows money that came in since, less what went out
 * @param unexplained what two readings in a row agreed on: one alone may have met a trade half-way
 * @param suspected what the newest reading says
 * @param anchored whether two readings in a row have agreed on the base
 */
public record Residual(
    Money base, Money flows, Money unexplained, Money suspected, boolean anchored) {

  /** The exchange tells cash to 10⁻⁴ $, and positions to 10⁻⁶ $. */
  private static final long NOISE = 100;

  static Residual from(Money sum) {
    return new Residual(sum, Money.ZERO, Money.ZERO, Money.ZERO, false);
  }

  /** The sum that an account has now. */
  static Money sum(Money cash, Totals totals) {
    return cash.plus(totals.cost()).minus(totals.realized()).plus(totals.fees());
  }

  Residual moved(Money news) {
    return new Residual(base, flows.plus(news), unexplained, suspected, anchored);
  }

  /** A reading of the cash and the books. */
  Residual reading(Money sum) {
    Money gap = gap(sum);
    if (!anchored) {
      return isNoise(gap)
          ? new Residual(base, flows, Money.ZERO, Money.ZERO, true)
          : new Residual(base.plus(gap), flows, Money.ZERO, Money.ZERO, false);
    }
    if (isNoise(gap)) {
      return new Residual(base, flows, Money.ZERO, Money.ZERO, true);
    }
    boolean agreed = isNoise(gap.minus(suspected));
    return agreed
        ? new Residual(base, flows, suspected, suspected, true)
        : new Residual(base, flows, unexplained, gap, true);
  }

  /** What is left of this sum, to the last digit, half-way readings included. */
  Money gap(Money sum) {
    return sum.minus(base).minus(flows);
  }

  private static boolean isNoise(Money amount) {
    return Math.abs(amount.units()) < NOISE;
  }
}
