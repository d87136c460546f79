package io.positionstream.stream;

import io.netty.channel.EventLoop;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One event loop: a thread to which connections are confined. */
interface Loop extends Executor {

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
    public Cancellable every(Duration period, Runnable task) {
      long nanos = period.toNanos();
      var timer = loop.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS);
      return () -> timer.cancel(false);
    }
  }
}
