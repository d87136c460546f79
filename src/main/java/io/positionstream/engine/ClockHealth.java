package io.positionstream.engine;

import io.positionstream.exchange.Exchange;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether our clock can be trusted: down while it is further from the exchange's than signatures
 * may be, and for a while after it was set.
 */
@Wellness
@ApplicationScoped
class ClockHealth implements HealthCheck {

  private static final Duration FAR = Duration.ofSeconds(4);
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final ClockWatch watch;
  private final Exchange exchange;
  private final Clock clock;

  ClockHealth(ClockWatch watch, Exchange exchange, Clock clock) {
    this.watch = watch;
    this.exchange = exchange;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("clock");
    Optional<Duration> offset = exchange.clockOffset();
    offset.ifPresent(ahead -> answer.withData("exchange_ahead_ms", ahead.toMillis()));
    Optional<ClockWatch.Step> step = watch.lastStep();
    step.ifPresent(
        s ->
            answer
                .withData("stepped_at", s.at().toString())
                .withData("stepped_by_ms", s.by().toMillis()));
    boolean near = offset.filter(ahead -> ahead.abs().compareTo(FAR) > 0).isEmpty();
    boolean steady =
        step.filter(s -> Duration.between(s.at(), clock.instant()).compareTo(RECENT) < 0).isEmpty();
    return answer.status(near && steady).build();
  }
}
