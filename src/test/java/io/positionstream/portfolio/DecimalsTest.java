package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quick arithmetic gives what exact arithmetic gives. */
class DecimalsTest {

  @Property
  void printsAnyNumberAsExactArithmeticDoes(
      @ForAll long units, @ForAll @IntRange(max = 6) int scale) {
    if (units != Long.MIN_VALUE) {
      BigDecimal exact = BigDecimal.valueOf(units, scale).stripTrailingZeros();
      assertThat(Decimals.plain(units, scale)).isEqualTo(exact.toPlainString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,6,0",
    "0,0,0",
    "1,6,0.000001",
    "-1,6,-0.000001",
    "1000000,6,1",
    "4800,4,0.48",
    "100,0,100",
    "9223372036854775807,6,9223372036854.775807",
    "-9223372036854775807,0,-9223372036854775807"
  })
  void printsWithoutTrailingZeros(long units, int scale, String text) {
    assertThat(Decimals.plain(units, scale)).isEqualTo(text);
  }

  @Property
  void multipliesAndDividesAsExactArithmeticDoes(
      @ForAll long a, @ForAll int b, @ForAll @IntRange(min = 1) int divisor) {
    same(a >> 40, b, divisor);
    same(a, b, -(long) divisor);
    same(a, divisor, Math.max(1, (long) divisor * 2));
  }

  private static void same(long a, long b, long divisor) {
    BigDecimal exact =
        new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
            .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN);
    if (exact.toBigInteger().bitLength() < Long.SIZE) {
      assertThat(Decimals.mulDiv(a, b, divisor)).isEqualTo(exact.longValueExact());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,2,0",
    "3,1,2,2",
    "5,1,2,2",
    "-1,1,2,0",
    "-3,1,2,-2",
    "-5,1,2,-2",
    "3,1,-2,-2",
    "-3,-1,2,2",
    "7,1,4,2",
    "5,1,4,1",
    "9,1,3,3",
    "9223372036854775807,2,4,4611686018427387904",
    "9223372036854775807,10,10,9223372036854775807"
  })
  void roundsOnceHalfToEven(long a, long b, long divisor, long quotient) {
    assertThat(Decimals.mulDiv(a, b, divisor)).isEqualTo(quotient);
  }

  @Test
  void refusesWhatFitsInNoLong() {
    assertThatThrownBy(() -> Decimals.mulDiv(Long.MAX_VALUE, 3, 2))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimals.mulDiv(Long.MIN_VALUE, 1, -1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimals.mulDiv(1, 1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimals.plain(Long.MIN_VALUE, 2))
        .isInstanceOf(ArithmeticException.class);
  }
}
