package io.positionstream.portfolio;

/**
 * An exact, signed amount of US dollars in steps of 10⁻⁶ $: {@code Price x Contracts} with nothing
 * lost.
 *
 * @param units millionths of a dollar
 */
public record Money(long units) implements Comparable<Money> {

  private static final int SCALE = 6;
  private static final long CENT = 10_000;
  public static final Money ZERO = new Money(0);

  /** Reads dollars ("-0.040000"). */
  public static Money ofDollars(String dollars) {
    return new Money(Decimals.scaled(dollars, SCALE, "an amount in dollars"));
  }

  public static Money ofCents(long cents) {
    return new Money(Math.multiplyExact(cents, CENT));
  }

  /** Rounded down to a whole cent, as the exchange pays. */
  public Money wholeCents() {
    return ofCents(Math.floorDiv(units, CENT));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(units, other.units));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(units, other.units));
  }

  public Money negated() {
    return new Money(Math.negateExact(units));
  }

  public boolean isZero() {
    return units == 0;
  }

  /** This amount x part / whole, rounded once, half-even, to 10⁻⁶ $. */
  public Money share(Contracts part, Contracts whole) {
    return new Money(Decimals.mulDiv(units, part.units(), whole.units()));
  }

  /** Per-contract average in cents, rounded half-even to 10⁻⁴ ¢, without trailing zeros. */
  public String centsEach(Contracts contracts) {
    // units: 10^-6 $ over 10^-2 contracts; wanted: 10^-4 cents = 10^-6 $ a contract.
    return Decimals.plain(Decimals.mulDiv(units, 100, contracts.units()), 4);
  }

  /** Percent of {@code base}, rounded half-even to 0.01 %, without trailing zeros. */
  public String percentOf(Money base) {
    return Decimals.plain(Decimals.mulDiv(units, 10_000, base.units), 2);
  }

  /** Dollars without trailing zeros: 71.00 is "71". */
  public String plain() {
    return Decimals.plain(units, SCALE);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(units, other.units);
  }

  @Override
  public String toString() {
    return plain() + "$";
  }
}
