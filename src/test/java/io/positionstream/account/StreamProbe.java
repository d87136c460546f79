package io.positionstream.account;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;

/** A plain Vert.x route behind the gate of the streams. */
@Alternative
@ApplicationScoped
class StreamProbe {

  void route(@Observes Router router, StreamGate gate) {
    router
        .get("/probe/stream")
        .handler(
            context ->
                gate.admit(context)
                    .subscribe()
                    .with(pass -> context.end(pass.account().toString()), context::fail));
  }
}
