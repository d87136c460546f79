package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * All streams of one event loop. One timer turns the wheel on which they sit: each tenth of a
 * second one spoke of ten is looked at, so that heartbeats of many streams do not meet.
 *
 * <p>Confined to the loop.
 */
final class LoopStreams {

  private static final int SPOKES = 10;
  private static final Duration TICK = Duration.ofMillis(100);

  private final Loop loop;
  private final List<List<StreamReader>> spokes =
      Stream.generate(() -> (List<StreamReader>) new ArrayList<StreamReader>())
          .limit(SPOKES)
          .toList();
  private final Map<AccountEngine, LoopFeed> feeds = new IdentityHashMap<>();
  private final Cancellable timer;
  private int next;
  private int joined;

  LoopStreams(Loop loop) {
    this.loop = loop;
    this.timer = loop.every(TICK, this::tick);
  }

  /** The account's readers on this loop. */
  LoopFeed feed(AccountEngine engine, AccountEncoder encoder) {
    return feeds.computeIfAbsent(
        engine, e -> new LoopFeed(e, encoder, loop, () -> feeds.remove(e)));
  }

  /** Looks after a reader until it is gone. */
  void add(StreamReader reader) {
    spokes.get(joined++ % SPOKES).add(reader);
  }

  /** Has every stream take leave at a moment of its own. */
  void drain(Duration period, LongUnaryOperator chance) {
    for (List<StreamReader> spoke : spokes) {
      spoke.forEach(reader -> reader.leaveIn(chance.applyAsLong(Math.max(1, period.toNanos()))));
    }
  }

  /** Nothing is looked after any more. */
  void stop() {
    timer.cancel();
  }

  private void tick() {
    next = (next + 1) % SPOKES;
    spokes.get(next).removeIf(reader -> !reader.turn());
  }
}
