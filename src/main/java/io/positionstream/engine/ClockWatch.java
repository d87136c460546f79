package io.positionstream.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the machine's clock is set: wall time then moves differently from time as it passes.
 * Spans are measured so that this does no harm; signatures and the start of the day follow the new
 * time. Thread-safe.
 */
@ApplicationScoped
public class ClockWatch {

  private static final Logger LOG = Logger.getLogger(ClockWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Clocks that are slewed, and pauses between the two readings, stay far below. */
  private static final Duration LEAST = Duration.ofMillis(500);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Counter steps;
  private Cancellable looking = () -> {};
  private Instant wall;
  private long passed;
  private volatile @Nullable Step last;

  /**
   * The clock was set.
   *
   * @param at when that was noticed, by the new time
   * @param by how far; negative when it was set back
   */
  public record Step(Instant at, Duration by) {}

  @Inject
  ClockWatch(Clock clock, MeterRegistry metrics) {
    this(clock, System::nanoTime, metrics);
  }

  /**
   * @param nanos time as it passes
   */
  ClockWatch(Clock clock, LongSupplier nanos, MeterRegistry metrics) {
    this.clock = clock;
    this.nanos = nanos;
    this.steps =
        Counter.builder("clock.steps")
            .description("How often the machine's clock was set while the service ran")
            .register(metrics);
    this.wall = clock.instant();
    this.passed = nanos.getAsLong();
  }

  void begin(@Observes StartupEvent start) {
    looking =
        Multi.createFrom()
            .ticks()
            .every(EVERY)
            .onOverflow()
            .drop()
            .subscribe()
            .with(tick -> look(), e -> LOG.error("the clock is not watched any more", e));
  }

  void end(@Observes ShutdownEvent stop) {
    looking.cancel();
  }

  /** Compares both clocks with what they were. */
  synchronized void look() {
    Instant now = clock.instant();
    long then = nanos.getAsLong();
    Duration by = Duration.between(wall, now).minusNanos(then - passed);
    wall = now;
    passed = then;
    if (by.abs().compareTo(LEAST) >= 0) {
      last = new Step(now, by);
      steps.increment();
      LOG.warnf("clock stepped by=%dms", by.toMillis());
    }
  }

  /** The last time the clock was set since the service runs. */
  public Optional<Step> lastStep() {
    return Optional.ofNullable(last);
  }
}
