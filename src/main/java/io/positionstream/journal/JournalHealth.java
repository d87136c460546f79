package io.positionstream.journal;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether what is known is being written. Down while an account waits; that is no reason to restart
 * or to take the instance out of service: nothing is lost, and a restart would write no more.
 */
@Wellness
@ApplicationScoped
class JournalHealth implements HealthCheck {

  private final JournalWatch journals;

  JournalHealth(JournalWatch journals) {
    this.journals = journals;
  }

  @Override
  public HealthCheckResponse call() {
    var waiting = journals.waiting();
    var answer =
        HealthCheckResponse.named("journal")
            .withData("accounts_waiting", waiting.size())
            .withData("facts_waiting", journals.backlog())
            .withData("behind_seconds", journals.behind().toSeconds());
    if (!waiting.isEmpty()) {
      answer.withData(
          "reasons",
          waiting.stream()
              .map(JournalProgress.Waiting::reason)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return answer.status(waiting.isEmpty()).build();
  }
}
