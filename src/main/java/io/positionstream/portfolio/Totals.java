package io.positionstream.portfolio;

/**
 * Sums over an account, kept up to date by adding and taking away single positions, so that a price
 * tick costs the same however many positions there are.
 *
 * @param value positions at their mark, carried or at cost where there is none
 * @param cost cost basis of the open positions
 * @param realized locked-in profit and loss, settled markets included, fees excluded
 * @param fees trading fees paid, settled markets included
 * @param carried positions counted with their last usable mark
 * @param unmarked positions that never had a mark, counted with their cost
 */
public record Totals(
    Money value, Money cost, Money realized, Money fees, int count, int carried, int unmarked) {

  static final Totals NONE = new Totals(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0, 0, 0);

  /** Value less cost. */
  public Money unrealized() {
    return value.minus(cost);
  }

  /** Unrealized + realized - fees. */
  public Money profit() {
    return unrealized().plus(realized).minus(fees);
  }

  Totals plus(Position p) {
    return new Totals(
        value.plus(p.carriedValue()),
        cost.plus(p.holding().cost()),
        realized,
        fees,
        count + 1,
        carried + (p.isCarried() ? 1 : 0),
        unmarked + (p.isUnmarked() ? 1 : 0));
  }

  Totals minus(Position p) {
    return new Totals(
        value.minus(p.carriedValue()),
        cost.minus(p.holding().cost()),
        realized,
        fees,
        count - 1,
        carried - (p.isCarried() ? 1 : 0),
        unmarked - (p.isUnmarked() ? 1 : 0));
  }

  /** Moves the locked-in sums by the difference of two bookings of one market. */
  Totals rebooked(Booking before, Booking after) {
    return new Totals(
        value,
        cost,
        realized.plus(after.realized()).minus(before.realized()),
        fees.plus(after.fees()).minus(before.fees()),
        count,
        carried,
        unmarked);
  }

  /** What one market has locked in. */
  record Booking(Money realized, Money fees) {

    static final Booking NONE = new Booking(Money.ZERO, Money.ZERO);

    static Booking of(Holding holding) {
      return new Booking(holding.realized(), holding.fees());
    }

    static Booking of(Settlement settlement) {
      return new Booking(settlement.realized(), settlement.fees());
    }
  }
}
