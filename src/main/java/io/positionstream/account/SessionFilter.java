package io.positionstream.account;

import io.positionstream.web.CurrentUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody into the API without a session, except to begin one. */
class SessionFilter {

  private static final String API = "/api/v1/";

  /** Has rules of its own: see {@link StreamGate}. */
  private static final String STREAM = "/api/v1/account/sse/positions";

  /** Says what is wrong, hence is answered also while the database is. */
  private static final String STATUS = "/api/v1/account/status";

  private final SessionGate gate;
  private final LoginDoor door;
  private final CurrentUser user;

  SessionFilter(SessionGate gate, LoginDoor door, CurrentUser user) {
    this.gate = gate;
    this.door = door;
    this.user = user;
  }

  @ServerRequestFilter
  Uni<@Nullable Response> admit(ContainerRequestContext request, RoutingContext context) {
    String path = request.getUriInfo().getPath();
    if (!path.startsWith(API) || path.equals(STREAM)) {
      return Uni.createFrom().nullItem();
    }
    if (path.equals(LoginDoor.LOGIN)) {
      door.admit(context);
      return Uni.createFrom().nullItem();
    }
    return (path.equals(STATUS)
            ? gate.admitMeanwhile(context, user::withoutDatabase)
            : gate.admitRequest(context))
        .invoke(pass -> user.is(pass.account(), pass.session()))
        .map(pass -> null);
  }
}
