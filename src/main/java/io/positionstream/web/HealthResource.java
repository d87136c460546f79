package io.positionstream.web;

import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** One word for load balancers: whether this instance wants requests. Details: /q/health. */
@Path("/health")
class HealthResource {

  private final SmallRyeHealthReporter reporter;

  HealthResource(SmallRyeHealthReporter reporter) {
    this.reporter = reporter;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Response> health() {
    return reporter
        .getReadinessAsync()
        .map(
            health ->
                Response.status(health.isDown() ? 503 : 200)
                    .header("Cache-Control", "no-store")
                    .entity("{\"status\":\"" + (health.isDown() ? "DOWN" : "UP") + "\"}")
                    .build());
  }
}
