package io.positionstream.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Answers with the page whoever opens or reloads one of its views: those addresses are known to its
 * script alone. Programs, which do not ask for HTML, are told that there is nothing.
 */
@ApplicationScoped
class PageAddresses {

  /** After plain routes that are more exact, before resources, which answer everything else. */
  private static final int BEFORE_RESOURCES = 5_000;

  private static final String PAGE = "/";

  /** Never a view, whatever is asked for. */
  private static final List<String> OTHERS = List.of("/api", "/q/", "/health", "/assets/");

  void register(@Observes Router router) {
    router.get().order(BEFORE_RESOURCES).handler(PageAddresses::lead);
  }

  private static void lead(RoutingContext request) {
    String path = request.normalizedPath();
    boolean view =
        !path.equals(PAGE)
            && OTHERS.stream().noneMatch(path::startsWith)
            && request.parsedHeaders().accept().stream()
                .anyMatch(type -> type.rawValue().startsWith("text/html"));
    if (view) {
      request.reroute(PAGE);
    } else {
      request.next();
    }
  }
}
