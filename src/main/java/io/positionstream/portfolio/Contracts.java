package io.positionstream.portfolio;

/**
 * A signed number of contracts in steps of 0.01: above zero is YES, below zero is NO.
 *
 * @param units hundredths of a contract
 */
public record Contracts(long units) implements Comparable<Contracts> {

  private static final int SCALE = 2;
  public static final Contracts ZERO = new Contracts(0);

  /** Reads a count as the exchange writes it ("-88.02"). */
  public static Contracts of(String count) {
    return new Contracts(Decimals.scaled(count, SCALE, "a number of contracts"));
  }

  public Contracts plus(Contracts other) {
    return new Contracts(Math.addExact(units, other.units));
  }

  public Contracts minus(Contracts other) {
    return new Contracts(Math.subtractExact(units, other.units));
  }

  public Contracts negated() {
    return new Contracts(Math.negateExact(units));
  }

  public Contracts abs() {
    return new Contracts(Math.absExact(units));
  }

  public Contracts min(Contracts other) {
    return units <= other.units ? this : other;
  }

  /** -1, 0 or 1. */
  public int sign() {
    return Long.signum(units);
  }

  public boolean isZero() {
    return units == 0;
  }

  /** Whether one is YES and the other NO. */
  public boolean opposes(Contracts other) {
    return sign() * other.sign() < 0;
  }

  /** Without trailing zeros: 1.50 is "1.5". */
  public String plain() {
    return Decimals.plain(units, SCALE);
  }

  @Override
  public int compareTo(Contracts other) {
    return Long.compare(units, other.units);
  }

  @Override
  public String toString() {
    return plain();
  }
}
