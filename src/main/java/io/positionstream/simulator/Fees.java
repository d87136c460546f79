package io.positionstream.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The fee schedule of an ordinary series: takers pay 0.07 × C × P × (1 − P), rounded up to 0.0001
 * dollar; makers nothing.
 */
final class Fees {
  private static final BigDecimal TAKER_RATE = new BigDecimal("0.07");

  private Fees() {}

  static Dollars of(Contracts count, Price price, boolean taker) {
    if (!taker) {
      return Dollars.ZERO;
    }
    BigDecimal fee =
        TAKER_RATE
            .multiply(BigDecimal.valueOf(count.hundredths(), 2))
            .multiply(BigDecimal.valueOf(price.tenThousandths(), 4))
            .multiply(BigDecimal.valueOf(price.complement().tenThousandths(), 4));
    return new Dollars(fee.setScale(4, RoundingMode.CEILING).movePointRight(6).longValueExact());
  }
}
