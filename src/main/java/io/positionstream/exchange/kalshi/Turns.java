package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Recording.Entry;
import io.positionstream.exchange.kalshi.Recording.Input;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Everything that happens to a recorded line happens in a turn: one after the other, noted before
 * it has its effect, under a clock that stands still meanwhile. So the line is a function of what
 * is noted. Thread-safe; turns run on the pool, never on the thread that brings the input.
 */
final class Turns {

  private final Executor pool;
  private final Clock clock;
  private final Consumer<Input> before;
  private final Runnable after;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Instant now;

  /**
   * @param before told of every input before it has its effect
   * @param after run at the end of each turn
   */
  Turns(Executor pool, Clock clock, Consumer<Input> before, Runnable after) {
    this.pool = pool;
    this.clock = clock;
    this.before = before;
    this.after = after;
    this.now = clock.instant();
  }

  void take(Entry entry, Runnable effect) {
    run(
        () -> {
          now = clock.instant();
          before.accept(new Input(now, entry));
          effect.run();
          after.run();
        });
  }

  /** Does something in a turn that is no input. */
  void run(Runnable work) {
    queue.add(work);
    if (waiting.getAndIncrement() == 0) {
      pool.execute(this::drain);
    }
  }

  /** Turns that are not over. */
  int waiting() {
    return waiting.get();
  }

  /** The time of the present turn. */
  Clock clock() {
    return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  }

  private void drain() {
    do {
      try {
        queue.remove().run();
      } catch (RuntimeException | Error e) {
        Infrastructure.handleDroppedException(e);
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
