package io.positionstream.stream;

import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A loop that runs when it is told to, and counts what it is given. */
final class TestLoop implements Loop {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Runnable> timers = new ArrayList<>();
  private int given;

  @Override
  public void execute(Runnable task) {
    given++;
    tasks.add(task);
  }

  @Override
  public void afterSockets(Runnable task) {
    execute(task);
  }

  @Override
  public Cancellable every(Duration period, Runnable task) {
    timers.add(task);
    return () -> timers.remove(task);
  }

  /** Runs what waits, and what that brings. */
  void run() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }

  /** Lets the timers tick so often. */
  void tick(int times) {
    for (int i = 0; i < times; i++) {
      List.copyOf(timers).forEach(Runnable::run);
    }
  }

  int timers() {
    return timers.size();
  }

  /** Tasks given so far. */
  int given() {
    return given;
  }
}
