package io.positionstream.account;

import io.positionstream.web.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a login by its head alone, before its body is read, anything is parsed or a resource is
 * looked for: a flood must cost the event loops, which carry the streams, next to nothing. What
 * needs the body, the limits of one key, is left to {@link LoginGuard}.
 */
@ApplicationScoped
class LoginDoor {

  static final String LOGIN = "/api/v1/account/authenticate";

  /** After the limits of size and time and the headers of every answer, before all that works. */
  private static final int AFTER_LIMITS = 19_000;

  private static final String ADMITTED = LoginDoor.class.getName();

  private final SessionGate gate;
  private final LoginGuard guard;

  LoginDoor(SessionGate gate, LoginGuard guard) {
    this.gate = gate;
    this.guard = guard;
  }

  void register(@Observes Filters filters) {
    filters.register(this::stand, AFTER_LIMITS);
  }

  private void stand(RoutingContext context) {
    if (LOGIN.equals(context.request().path())) {
      try {
        admit(context);
      } catch (ProblemException e) {
        // The connection is kept: a new one costs more than its next request.
        e.problem().writeTo(context);
        context.request().resume();
        return;
      }
    }
    context.next();
  }

  /**
   * Counts an attempt once, however often it is asked: an address that is written in another way
   * comes by here from the resource only. Fails with {@code cross_site_request} or {@code
   * too_many_requests}.
   */
  void admit(RoutingContext context) {
    if (context.get(ADMITTED) == null) {
      context.put(ADMITTED, true);
      // Whoever logs a victim in to an account of his own sees what the victim then does.
      gate.refuseForgery(context, true);
      guard.admit(context);
    }
  }
}
