package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCheckTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_000L);

  @ParameterizedTest
  @CsvSource({
    "1790000000000, true",
    "1790000005000, true",
    "1789999995000, true",
    "1790000005001, false",
    "1789999994999, false",
    "1790000000, false",
    "soon, false",
    "-1, false"
  })
  void takesATimestampWithinFiveSeconds(String timestamp, boolean fresh) {
    assertThat(KeyCheck.isFresh(timestamp, NOW, Duration.ofSeconds(5))).isEqualTo(fresh);
  }
}
