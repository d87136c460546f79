package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A number of contracts in steps of 0.01; signed where it is a position (+ YES, − NO).
 *
 * @param hundredths the number in units of 0.01 contract
 */
record Contracts(long hundredths) implements Comparable<Contracts> {
  static final Contracts ZERO = new Contracts(0);

  @JsonCreator
  static Contracts of(String count) {
    return new Contracts(Scaled.parse(count, 2));
  }

  static Contracts whole(long count) {
    return new Contracts(Math.multiplyExact(count, 100L));
  }

  Contracts plus(Contracts other) {
    return new Contracts(Math.addExact(hundredths, other.hundredths));
  }

  Contracts minus(Contracts other) {
    return new Contracts(Math.subtractExact(hundredths, other.hundredths));
  }

  Contracts abs() {
    return new Contracts(Math.absExact(hundredths));
  }

  Contracts min(Contracts other) {
    return hundredths <= other.hundredths ? this : other;
  }

  boolean isZero() {
    return hundredths == 0;
  }

  boolean isPositive() {
    return hundredths > 0;
  }

  @Override
  public int compareTo(Contracts other) {
    return Long.compare(hundredths, other.hundredths);
  }

  /** Two decimals, as in every {@code _fp} field of the wire. */
  @JsonValue
  String wire() {
    return Scaled.print(hundredths, 2);
  }
}
