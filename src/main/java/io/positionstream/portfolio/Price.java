package io.positionstream.portfolio;

/**
 * A price of one contract: 0 to 1 dollar in steps of 10⁻⁴ $ (a hundredth of a cent), the finest
 * grid the exchange uses.
 *
 * @param units ten-thousandths of a dollar, 0 to 10,000
 */
public record Price(long units) implements Comparable<Price> {

  private static final int SCALE = 4;
  public static final Price ZERO = new Price(0);
  public static final Price ONE = new Price(10_000);

  public Price {
    if (units < 0 || units > 10_000) {
      throw new IllegalArgumentException("Expected a price from 0 to 1 dollar, found " + units);
    }
  }

  /** Reads dollars ("0.4800"). */
  public static Price ofDollars(String dollars) {
    return new Price(Decimals.scaled(dollars, SCALE, "a price in dollars"));
  }

  /** The price of the other side: NO is what YES leaves of the dollar. */
  public Price complement() {
    return new Price(ONE.units - units);
  }

  /** This YES price as a price of {@code side}. */
  public Price of(Side side) {
    return side == Side.YES ? this : complement();
  }

  /** Whether somebody could trade at this price: 0 and 1 stand for an empty side of the book. */
  public boolean isTradable() {
    return units > 0 && units < ONE.units;
  }

  public Money times(Contracts contracts) {
    return new Money(Math.multiplyExact(units, contracts.units()));
  }

  /** Cents without trailing zeros: 0.4825 $ is "48.25". */
  public String cents() {
    return Decimals.plain(units, SCALE - 2);
  }

  @Override
  public int compareTo(Price other) {
    return Long.compare(units, other.units);
  }

  @Override
  public String toString() {
    return Decimals.plain(units, SCALE) + "$";
  }
}
