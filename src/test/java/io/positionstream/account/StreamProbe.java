package io.positionstream.account;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;

/** A plain Vert.x route behind the gate of the streams. */
@Alternative
@ApplicationScoped
class StreamProbe {

  /** A plain route with a bug, and one whose bug shows when half of the answer is written. */
  void faults(@Observes Router router) {
    router
        .get("/probe/fault")
        .handler(
            context -> {
              throw new IllegalStateException("a bug of ours");
            });
    router.get("/probe/failed").handler(context -> context.fail(new IllegalStateException("bug")));
    router
        .get("/probe/half")
        .handler(
            context ->
                context
                    .response()
                    .setChunked(true)
                    .write("half")
                    .onComplete(written -> context.fail(new IllegalStateException("bug"))));
  }

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
