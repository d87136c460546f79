package io.positionstream.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact conversions between decimal text and scaled integers; no binary floating point anywhere.
 */
final class Decimals {

  private Decimals() {}

  /**
   * Reads a plain decimal ("-88.02") as an integer scaled by 10^scale.
   *
   * @throws IllegalArgumentException if the text is no decimal or has digits finer than the scale
   */
  static long scaled(String text, int scale, String unit) {
    try {
      return new BigDecimal(text.strip()).movePointRight(scale).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "Expected %s as a decimal with at most %d decimals, found \"%s\"."
              .formatted(unit, scale, text),
          e);
    }
  }

  /** Prints {@code units} x 10^-scale without trailing zeros: (4800, 4) is "0.48". */
  static String plain(long units, int scale) {
    if (units == 0) {
      return "0";
    }
    StringBuilder out = new StringBuilder(24);
    String digits = Long.toString(Math.absExact(units));
    int whole = digits.length() - scale;
    int end = digits.length();
    while (end > Math.max(whole, 0) && digits.charAt(end - 1) == '0') {
      end--;
    }
    if (units < 0) {
      out.append('-');
    }
    out.append(whole > 0 ? digits.substring(0, whole) : "0");
    if (end > Math.max(whole, 0)) {
      out.append('.')
          .append("0".repeat(Math.max(-whole, 0)))
          .append(digits, Math.max(whole, 0), end);
    }
    return out.toString();
  }

  /** {@code a * b / divisor}, rounded once, half-even; the product may exceed a long. */
  static long mulDiv(long a, long b, long divisor) {
    return new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
        .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
