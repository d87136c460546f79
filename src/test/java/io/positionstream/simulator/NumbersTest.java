package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @Test
  void printsTheDecimalsOfTheWire() {
    assertThat(Price.of("0.5").wire()).isEqualTo("0.5000");
    assertThat(Contracts.of("-88.02").wire()).isEqualTo("-88.02");
    assertThat(Dollars.of("-0.04").wire()).isEqualTo("-0.040000");
    assertThat(Dollars.of("999.462549").wireCash()).isEqualTo("999.4625");
    assertThat(Dollars.of("999.4625").cents()).isEqualTo(99_946);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1e-2", "0.12345", "1.0001", "-0.1", "+0.5", " 0.5"})
  void refusesWhatIsNoPrice(String text) {
    assertThatThrownBy(() -> Price.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1,0.52,0.017500", "1,0.99,0.000700", "20,0.15,0.178500", "278,0.75,3.648800"})
  void roundsTakerFeesUp(String count, String price, String fee) {
    assertThat(Fees.of(Contracts.of(count), Price.of(price), true).wire()).isEqualTo(fee);
    assertThat(Fees.of(Contracts.of(count), Price.of(price), false)).isEqualTo(Dollars.ZERO);
  }

  @Test
  void trimsTrailingZerosOfTimes() {
    assertThat(WireTime.rfc3339(Instant.parse("2026-07-06T01:55:47.427840Z")))
        .isEqualTo("2026-07-06T01:55:47.42784Z");
    assertThat(WireTime.rfc3339(Instant.parse("2026-07-06T01:55:47Z")))
        .isEqualTo("2026-07-06T01:55:47Z");
    assertThat(WireTime.httpDate(Instant.parse("2026-07-06T01:55:47Z")))
        .isEqualTo("Mon, 06 Jul 2026 01:55:47 GMT");
  }
}
