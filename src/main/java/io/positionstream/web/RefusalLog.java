package io.positionstream.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Says which requests were refused, whoever refused them: what an operator looks for after an
 * attack. Never the query, which may hold a token. A flood gets a few lines a second and a count.
 */
@ApplicationScoped
class RefusalLog {

  private static final Logger LOG = Logger.getLogger(RefusalLog.class);

  /** Before all who may refuse. */
  private static final int FIRST = 30_000;

  private static final Set<Integer> TOLD = Set.of(400, 401, 403, 413, 429);
  private static final int LINES_A_SECOND = 20;
  private static final int LONGEST_PATH = 200;

  private final Clock clock;
  private long second;
  private int lines;
  private long untold;

  RefusalLog(Clock clock) {
    this.clock = clock;
  }

  void watch(@Observes Filters filters) {
    filters.register(this::follow, FIRST);
  }

  private void follow(RoutingContext context) {
    context.addHeadersEndHandler(
        written -> {
          if (TOLD.contains(context.response().getStatusCode()) && hasTurn()) {
            tell(context);
          }
        });
    context.next();
  }

  private void tell(RoutingContext context) {
    String path = context.request().path();
    SocketAddress peer = context.request().remoteAddress();
    LOG.infof(
        "request refused status=%d method=%s path=%s peer=%s untold=%d",
        context.response().getStatusCode(),
        context.request().method(),
        path.substring(0, Math.min(path.length(), LONGEST_PATH)),
        peer == null ? "unknown" : peer.hostAddress(),
        takeUntold());
  }

  /** Whether this second has a line left; counts what is left out. */
  synchronized boolean hasTurn() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      lines = 0;
    }
    if (lines >= LINES_A_SECOND) {
      untold++;
      return false;
    }
    lines++;
    return true;
  }

  /** How many refusals were left out since the last line. */
  synchronized long takeUntold() {
    long count = untold;
    untold = 0;
    return count;
  }
}
