package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Money in 10⁻⁶ dollars, may be negative.
 *
 * @param millionths the amount in units of 0.000001 dollar
 */
record Dollars(long millionths) implements Comparable<Dollars> {
  static final Dollars ZERO = new Dollars(0);
  private static final long PER_CENT = 10_000;

  @JsonCreator
  static Dollars of(String dollars) {
    return new Dollars(Scaled.parse(dollars, 6));
  }

  Dollars plus(Dollars other) {
    return new Dollars(Math.addExact(millionths, other.millionths));
  }

  Dollars minus(Dollars other) {
    return new Dollars(Math.subtractExact(millionths, other.millionths));
  }

  /** This amount × part ÷ whole, rounded half-even once, to 10⁻⁶ dollars. */
  Dollars share(Contracts part, Contracts whole) {
    BigInteger product =
        BigInteger.valueOf(millionths).multiply(BigInteger.valueOf(part.hundredths()));
    BigDecimal quotient =
        new BigDecimal(product)
            .divide(BigDecimal.valueOf(whole.hundredths()), 0, RoundingMode.HALF_EVEN);
    return new Dollars(quotient.longValueExact());
  }

  /** Whole cents, rounded down. */
  long cents() {
    return Math.floorDiv(millionths, PER_CENT);
  }

  Dollars flooredToCent() {
    return new Dollars(Math.multiplyExact(cents(), PER_CENT));
  }

  boolean isNegative() {
    return millionths < 0;
  }

  @Override
  public int compareTo(Dollars other) {
    return Long.compare(millionths, other.millionths);
  }

  /** Six decimals: cost, profit and fee fields of the wire. */
  @JsonValue
  String wire() {
    return Scaled.print(millionths, 6);
  }

  /** Four decimals, rounded down: cash, which the exchange keeps in 10⁻⁴ dollars. */
  String wireCash() {
    return Scaled.print(Math.floorDiv(millionths, 100L), 4);
  }
}
