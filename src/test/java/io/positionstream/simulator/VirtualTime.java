package io.positionstream.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock and a scheduler that move only when a test says so. */
final class VirtualTime implements InstantSource, Scheduler {
  private record Due(Instant at, long order, Runnable task) {}

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
  private Instant now = Instant.parse("2026-07-06T01:55:17Z");
  private long order;

  void advance(Duration time) {
    Instant end = now.plus(time);
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Due due = queue.remove();
      now = due.at();
      due.task().run();
    }
    now = end;
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Due due = new Due(now.plus(delay), order++, task);
    queue.add(due);
    return () -> queue.remove(due);
  }

  @Override
  public Instant instant() {
    return now;
  }

  Clock clock() {
    return withZone(ZoneOffset.UTC);
  }
}
