package io.positionstream.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers with problems where no resource answers: unknown paths, faults of plain routes. */
@ApplicationScoped
class PlainRoutes {

  private static final int[] STATUSES = {400, 404, 405, 406, 408, 413, 415, 431, 500};

  void answer(@Observes Router router, WebConfig config) {
    if (!config.swaggerUi()) {
      // Quarkus has it packaged, and would say so without a word.
      router
          .route(BrowserHeaders.TRYING_OUT + "*")
          .order(Integer.MIN_VALUE)
          .handler(context -> ProblemMappers.ofStatus(404, null).writeTo(context));
    }
    for (int status : STATUSES) {
      router.errorHandler(
          status, context -> ProblemMappers.ofStatus(status, context.failure()).writeTo(context));
    }
    router.route().last().failureHandler(PlainRoutes::explain);
  }

  /** Before Quarkus does it in its own words, which in development are a stack trace. */
  private static void explain(RoutingContext context) {
    var response = context.response();
    if (response.headWritten()) {
      // Half an answer cannot be mended, and must not look whole.
      ProblemMappers.internal(context.failure());
      response.reset();
      return;
    }
    if (context.failure() instanceof ProblemException e) {
      e.problem().writeTo(context);
      return;
    }
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    if (status == 413) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
      context.addEndHandler(v -> context.request().connection().close());
    }
    ProblemMappers.ofStatus(status, context.failure()).writeTo(context);
  }
}
