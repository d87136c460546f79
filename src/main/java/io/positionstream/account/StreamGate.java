package io.positionstream.account;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The way into a stream, for a plain Vert.x route. */
@ApplicationScoped
public class StreamGate {

  private final SessionGate gate;

  StreamGate(SessionGate gate) {
    this.gate = gate;
  }

  /**
   * Who opens the stream: {@code ?token=} with a stream token, {@code Authorization: Bearer} or the
   * cookie with a session. Slides the session; a renewed cookie or {@code X-Session-Token} is put
   * on the response, whose head must not have been written yet.
   *
   * @return fails with {@link io.positionstream.web.ProblemException}; emits on the caller's event
   *     loop
   */
  public Uni<StreamPass> admit(RoutingContext request) {
    return gate.admitStream(request);
  }
}
