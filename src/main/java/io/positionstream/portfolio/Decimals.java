package io.positionstream.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Exact conversions between decimal text and scaled integers; no binary floating point anywhere.
 */
final class Decimals {

  /** Digits of a long, point, sign. */
  private static final int LONGEST = 21;

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
    long digits = Math.absExact(units);
    int decimals = scale;
    while (decimals > 0 && digits % 10 == 0) {
      digits /= 10;
      decimals--;
    }
    byte[] text = new byte[LONGEST];
    int start = LONGEST;
    for (int place = 0; digits > 0 || place <= decimals; place++) {
      if (place > 0 && place == decimals) {
        text[--start] = '.';
      }
      text[--start] = (byte) ('0' + digits % 10);
      digits /= 10;
    }
    if (units < 0) {
      text[--start] = '-';
    }
    return new String(text, start, LONGEST - start, StandardCharsets.US_ASCII);
  }

  /** {@code a * b / divisor}, rounded once, half-even; the product may exceed a long. */
  static long mulDiv(long a, long b, long divisor) {
    long product = a * b;
    return Math.multiplyHigh(a, b) == product >> 63
        ? halfEven(product, divisor)
        : new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
            .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
  }

  private static long halfEven(long dividend, long divisor) {
    long down = Math.divideExact(dividend, divisor);
    long rest = Math.abs(dividend % divisor);
    int half = Long.compare(rest, Math.abs(divisor) - rest);
    boolean away = half > 0 || (half == 0 && (down & 1) == 1);
    return away ? down + Long.signum(dividend) * Long.signum(divisor) : down;
  }
}
