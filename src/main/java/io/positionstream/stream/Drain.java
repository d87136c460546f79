package io.positionstream.stream;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Takes leave of all streams before the service goes down. The HTTP server is closed before {@link
 * ShutdownEvent} is told; while somebody observes the event before that one, it still serves.
 */
@Readiness
@ApplicationScoped
class Drain implements HealthCheck {

  private final OpenStreams streams;

  Drain(OpenStreams streams) {
    this.streams = streams;
  }

  /** On the thread that shuts down, which goes on when the last stream has ended. */
  void begin(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    streams.drain();
  }

  /** In development only this is told, and the server stays open. */
  void end(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    streams.drain();
  }

  /** Not ready from the first moment of the shutdown on: balancers send nobody new. */
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("streams").status(!streams.isDraining()).build();
  }
}
