package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.LineScheduler;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose tasks have numbers, from 1, in the order in which they are handed over: so they
 * can be told apart in a recording. For one caller at a time.
 */
abstract class NumberedTimers extends LineScheduler {

  private long count;

  /** Has the task run after {@code delay}; 0 is as soon as it is its turn. */
  abstract void plan(Task<?> task, long delay, TimeUnit unit);

  /** A task was given up before it ran. */
  void forget(Task<?> task) {}

  /** How many there were so far. */
  long count() {
    return count;
  }

  @Override
  public void execute(Runnable command) {
    plan(new Task<>(Executors.callable(command)), 0, TimeUnit.MILLISECONDS);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(Executors.callable(command), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    Task<V> task = new Task<>(callable);
    plan(task, delay, unit);
    return task;
  }

  /** One task and its number. */
  final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

    private final long number = ++count;

    /** What waits for it, if somebody does. */
    private volatile @Nullable Future<?> wait;

    Task(Callable<V> work) {
      super(work);
    }

    long number() {
      return number;
    }

    void waits(Future<?> timer) {
      wait = timer;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      Future<?> timer = wait;
      if (timer != null) {
        timer.cancel(false);
      }
      forget(this);
      // An interrupt would hit whatever else runs in this turn.
      return super.cancel(false);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
