package io.positionstream.exchange;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of a task as it runs. A thread of JBoss's pool keeps the first task it was given on its
 * stack for as long as it lives, with all that this task refers to: a private key, for one.
 * Thread-safe, as {@code pool} is.
 */
public final class ForgetfulScheduler extends LineScheduler {

  private final ScheduledExecutorService pool;

  public ForgetfulScheduler(ScheduledExecutorService pool) {
    this.pool = pool;
  }

  @Override
  public void execute(Runnable command) {
    var held = new AtomicReference<@Nullable Runnable>(command);
    pool.execute(() -> taken(held).run());
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    var held = new AtomicReference<@Nullable Runnable>(command);
    return pool.schedule(() -> taken(held).run(), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    var held = new AtomicReference<@Nullable Callable<V>>(callable);
    return pool.schedule(() -> taken(held).call(), delay, unit);
  }

  private static <T> T taken(AtomicReference<@Nullable T> held) {
    return Objects.requireNonNull(held.getAndSet(null));
  }
}
