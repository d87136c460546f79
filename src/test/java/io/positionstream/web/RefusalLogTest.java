package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

  @Test
  void aFloodIsCountedInsteadOfWritten() {
    RefusalLog log = new RefusalLog(Clock.fixed(Instant.EPOCH.plusSeconds(9), ZoneOffset.UTC));

    long written = IntStream.range(0, 1_000).filter(i -> log.hasTurn()).count();

    assertThat(written).isEqualTo(20);
    assertThat(log.takeUntold()).isEqualTo(980);
    assertThat(log.takeUntold()).isZero();
  }
}
