package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What one YES contract costs, in 10⁻⁴ dollars, from 0 to 1 dollar. The ends stand for an empty
 * side of the book.
 *
 * @param tenThousandths 0 to 10,000
 */
record Price(long tenThousandths) implements Comparable<Price> {
  static final Price ZERO = new Price(0);
  static final Price ONE = new Price(10_000);

  Price {
    if (tenThousandths < 0 || tenThousandths > 10_000) {
      throw new IllegalArgumentException("expected a price from 0 to 1 dollar");
    }
  }

  @JsonCreator
  static Price of(String dollars) {
    return new Price(Scaled.parse(dollars, 4));
  }

  static Price ofCents(int cents) {
    return new Price(cents * 100L);
  }

  /** The price of the other outcome. */
  Price complement() {
    return new Price(10_000 - tenThousandths);
  }

  /** True strictly between 0 and 1 dollar: someone can trade there. */
  boolean isTradable() {
    return tenThousandths > 0 && tenThousandths < 10_000;
  }

  /** The nearest price that is neither below {@code low} nor above {@code high}. */
  Price within(Price low, Price high) {
    return new Price(Math.clamp(tenThousandths, low.tenThousandths, high.tenThousandths));
  }

  /** Exact: 10⁻⁴ dollars times 10⁻² contracts are 10⁻⁶ dollars. */
  Dollars times(Contracts count) {
    return new Dollars(Math.multiplyExact(tenThousandths, count.hundredths()));
  }

  @Override
  public int compareTo(Price other) {
    return Long.compare(tenThousandths, other.tenThousandths);
  }

  /** Four decimals, as in every price field of the wire. */
  @JsonValue
  String wire() {
    return Scaled.print(tenThousandths, 4);
  }
}
