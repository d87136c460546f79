package io.positionstream.web;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers with problems where no resource answers: unknown paths, oversized bodies, faults. */
@ApplicationScoped
class PlainRoutes {

  private static final int[] STATUSES = {400, 404, 405, 406, 413, 415, 500};

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
