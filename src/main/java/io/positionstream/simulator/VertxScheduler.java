package io.positionstream.simulator;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of Vert.x: a task runs on the event loop of whoever scheduled it. */
record VertxScheduler(Vertx vertx) implements Scheduler {

  @Override
  public Runnable after(Duration delay, Runnable task) {
    long timer = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> task.run());
    return () -> vertx.cancelTimer(timer);
  }
}
