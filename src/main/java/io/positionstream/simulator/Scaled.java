package io.positionstream.simulator;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads and prints decimals that are kept as a whole number of the smallest unit. */
final class Scaled {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");

  private Scaled() {}

  /**
   * @param scale how many decimals the smallest unit has
   * @throws IllegalArgumentException when the text is no plain decimal or has a digit below the
   *     smallest unit
   */
  static long parse(String text, int scale) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a plain decimal number");
    }
    try {
      return new BigDecimal(text).setScale(scale).unscaledValue().longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("expected at most " + scale + " decimals", e);
    }
  }

  static String print(long units, int scale) {
    return BigDecimal.valueOf(units, scale).toPlainString();
  }
}
