package io.positionstream.simulator;

import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Worker threads of Vert.x; the result comes back on the event loop of whoever asked. */
record VertxWorker(Vertx vertx) implements Worker {

  @Override
  public <T> void run(Supplier<T> slow, Consumer<T> then) {
    vertx.executeBlocking(slow::get, false).onSuccess(then::accept);
  }
}
