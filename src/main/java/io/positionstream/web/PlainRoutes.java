package io.positionstream.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers with problems where no resource answers: unknown paths, oversized bodies, faults. */
@ApplicationScoped
class PlainRoutes {

  private static final int BEFORE_ALL = 10_000;
  private static final int[] STATUSES = {400, 404, 405, 406, 413, 415, 500};

  private final long maxBody;

  PlainRoutes(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    this.maxBody = maxBody.asLongValue();
  }

  /** Earlier than Quarkus, which refuses an oversized body without a word. */
  void limit(@Observes Filters filters) {
    filters.register(this::refuseOversized, BEFORE_ALL);
  }

  private void refuseOversized(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && exceeds(length)) {
      // Nobody will read the rest of it.
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      ProblemMappers.ofStatus(413, null).writeTo(context);
    } else {
      context.next();
    }
  }

  private boolean exceeds(String length) {
    try {
      return Long.parseLong(length) > maxBody;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  void answer(@Observes Router router) {
    for (int status : STATUSES) {
      router.errorHandler(
          status, context -> ProblemMappers.ofStatus(status, context.failure()).writeTo(context));
    }
    router
        .route()
        .last()
        .failureHandler(
            context -> {
              int status = context.statusCode();
              if (context.failure() instanceof ProblemException e) {
                e.problem().writeTo(context);
              } else if (status == 413) {
                ProblemMappers.ofStatus(status, null).writeTo(context);
              } else {
                context.next();
              }
            });
  }
}
