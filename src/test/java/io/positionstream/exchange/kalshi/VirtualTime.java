package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.LineScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock and a scheduler that stand still until a test moves them. Runs tasks at once. */
final class VirtualTime extends LineScheduler {

  private final PriorityQueue<Planned<?>> planned =
      new PriorityQueue<>(
          Comparator.<Planned<?>, Instant>comparing(t -> t.due).thenComparing(t -> t.number));
  private Instant now;
  private long order;

  VirtualTime(Instant start) {
    this.now = start;
  }

  Clock clock() {
    return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  }

  /** Runs everything that falls due within {@code span}, each at its time. */
  void pass(Duration span) {
    Instant end = now.plus(span);
    while (!planned.isEmpty() && !planned.peek().due.isAfter(end)) {
      Planned<?> next = planned.remove();
      if (!next.isDone()) {
        now = next.due;
        next.run();
      }
    }
    now = end;
  }

  /** Tasks that still wait. */
  long waiting() {
    return planned.stream().filter(task -> !task.isDone()).count();
  }

  @Override
  public void execute(Runnable command) {
    command.run();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return plan(
        new Planned<>(
            () -> {
              command.run();
              return null;
            },
            delay,
            unit));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    return plan(new Planned<>(callable, delay, unit));
  }

  /** As strict as the timers of the service, which refuse less than 1 ms. */
  private <V> Planned<V> plan(Planned<V> task) {
    if (task.getDelay(TimeUnit.MILLISECONDS) < 1) {
      throw new IllegalArgumentException("Expected a delay of at least 1 ms.");
    }
    planned.add(task);
    return task;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    Repeated repeated = new Repeated(command, period, unit);
    repeated.next = schedule(repeated, Math.max(initialDelay, period), unit);
    return repeated;
  }

  private final class Planned<V> extends FutureTask<V> implements ScheduledFuture<V> {
    private final Instant due;
    private final long number = order++;

    Planned(Callable<V> work, long delay, TimeUnit unit) {
      super(work);
      this.due = now.plusNanos(unit.toNanos(delay));
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(now, due));
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  /** Plans itself anew each time it has run, until it is cancelled. */
  private final class Repeated extends FutureTask<Object> implements ScheduledFuture<Object> {
    private final Runnable work;
    private final long period;
    private final TimeUnit unit;
    private ScheduledFuture<?> next;

    Repeated(Runnable work, long period, TimeUnit unit) {
      super(work, null);
      this.work = work;
      this.period = period;
      this.unit = unit;
    }

    @Override
    public void run() {
      work.run();
      if (!isCancelled()) {
        next = schedule(this, period, unit);
      }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      next.cancel(mayInterrupt);
      return super.cancel(mayInterrupt);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return next.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
      return next.compareTo(other);
    }
  }
}
