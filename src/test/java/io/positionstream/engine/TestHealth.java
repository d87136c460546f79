package io.positionstream.engine;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What the health check of the lines says, for tests of lines. */
public final class TestHealth {

  private TestHealth() {}

  /**
   * @param lines how many accounts' lines are in which state
   */
  public static HealthCheckResponse ofLines(Map<String, Long> lines) {
    return LineHealth.of(lines);
  }
}
