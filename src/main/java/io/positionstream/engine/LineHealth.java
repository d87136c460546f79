package io.positionstream.engine;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * How the lines to the exchange are. Down while there are lines and none of them works; that is no
 * reason to restart or to take the instance out of service: what is known is still served.
 */
@Wellness
@ApplicationScoped
class LineHealth implements HealthCheck {

  private static final Set<String> WORKING = Set.of("live", "polling", "connecting");

  private final AccountEngines engines;

  LineHealth(AccountEngines engines) {
    this.engines = engines;
  }

  @Override
  public HealthCheckResponse call() {
    return of(engines.lines());
  }

  /**
   * @param lines how many accounts' lines are in which state
   */
  static HealthCheckResponse of(Map<String, Long> lines) {
    var answer = HealthCheckResponse.named("exchange");
    lines.forEach(answer::withData);
    boolean wanted = lines.keySet().stream().anyMatch(state -> !state.equals("rejected"));
    boolean works = lines.keySet().stream().anyMatch(WORKING::contains);
    return answer.status(works || !wanted).build();
  }
}
