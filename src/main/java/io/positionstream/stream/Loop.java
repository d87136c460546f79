package io.positionstream.stream;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One event loop: a thread to which connections are confined. */
interface Loop extends Executor {

  Logger LOG = Logger.getLogger(Loop.class);

  /**
   * Runs {@code task} when the sockets of this loop have been looked at once more. What is executed
   * one after the other runs before that: long tasks that bring each other up would starve them.
   */
  void afterSockets(Runnable task);

  /** Runs {@code task} again and again on this loop, until it is cancelled. */
  Cancellable every(Duration period, Runnable task);

  /** The loop of a request's context. */
  static Loop of(Context context) {
    return new OfNetty(((ContextInternal) context).nettyEventLoop());
  }

  /** Equal when it is the same thread. */
  record OfNetty(EventLoop loop) implements Loop {

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public void afterSockets(Runnable task) {
      // Due at once, but looked up only at the beginning of each round of the loop.
      loop.schedule(task, 0, TimeUnit.NANOSECONDS).addListener(OfNetty::report);
    }

    @Override
    public Cancellable every(Duration period, Runnable task) {
      long nanos = period.toNanos();
      var timer = loop.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS);
      timer.addListener(OfNetty::report);
      return () -> timer.cancel(false);
    }

    private static void report(Future<?> done) {
      if (!done.isSuccess() && !done.isCancelled()) {
        LOG.error("a task of the streams failed", done.cause());
      }
    }
  }
}
