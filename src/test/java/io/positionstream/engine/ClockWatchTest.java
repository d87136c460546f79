package io.positionstream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/** The machine's clock is set under a running service. */
class ClockWatchTest {

  private static final Instant T0 = Instant.parse("2026-03-02T15:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Instant wall = T0;
  private long nanos;
  private Optional<Duration> ahead = Optional.empty();

  private final Clock clock = ((InstantSource) () -> wall).withZone(ZoneOffset.UTC);
  private final ClockWatch watch = new ClockWatch(clock, () -> nanos, metrics);
  private final ClockHealth health = new ClockHealth(watch, new KnowingExchange(), clock);

  @Test
  void timeThatPassesIsNoStepHoweverLongItTakes() {
    pass(Duration.ofSeconds(1));
    pass(Duration.ofHours(3));

    assertThat(watch.lastStep()).isEmpty();
    assertThat(steps()).isZero();
    assertThat(up()).isTrue();
  }

  @Test
  void aClockThatIsSetBackIsNoticedAndShownInHealth() {
    pass(Duration.ofSeconds(1));
    wall = wall.minus(Duration.ofMinutes(2));
    pass(Duration.ofSeconds(1));

    assertThat(watch.lastStep()).contains(new ClockWatch.Step(wall, Duration.ofMinutes(-2)));
    assertThat(steps()).isEqualTo(1);
    assertThat(up()).isFalse();
    assertThat(health.call().getData().orElseThrow()).containsEntry("stepped_by_ms", -120_000L);
  }

  @Test
  void aStepIsToldOnceAndForgivenAfterAWhile() {
    wall = wall.plus(Duration.ofMinutes(2));
    pass(Duration.ofSeconds(1));
    assertThat(up()).isFalse();

    pass(Duration.ofMinutes(11));

    assertThat(steps()).isEqualTo(1);
    assertThat(up()).isTrue();
  }

  @Test
  void aClockFarFromTheExchangesIsNotWell() {
    ahead = Optional.of(Duration.ofSeconds(-5));
    assertThat(up()).isFalse();

    ahead = Optional.of(Duration.ofSeconds(2));
    assertThat(up()).isTrue();
  }

  private void pass(Duration span) {
    wall = wall.plus(span);
    nanos += span.toNanos();
    watch.look();
  }

  private double steps() {
    return metrics.counter("clock.steps").count();
  }

  private boolean up() {
    return health.call().getStatus() == HealthCheckResponse.Status.UP;
  }

  /** Knows what time it is there, and nothing else. */
  private final class KnowingExchange extends ClosedExchange {
    @Override
    public Optional<Duration> clockOffset() {
      return ahead;
    }
  }
}
