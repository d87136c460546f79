package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * All streams of one event loop. One timer turns the wheel on which they sit: each tenth of a
 * second one spoke of ten is looked at, so that heartbeats of many streams do not meet.
 *
 * <p>Confined to the loop.
 */
final class LoopStreams {

  private static final Logger LOG = Logger.getLogger(LoopStreams.class);
  private static final int SPOKES = 10;
  private static final Duration TICK = Duration.ofMillis(100);

  private final Loop loop;
  private final List<List<StreamReader>> spokes =
      Stream.generate(() -> (List<StreamReader>) new ArrayList<StreamReader>())
          .limit(SPOKES)
          .toList();
  private final Map<AccountEngine, LoopFeed> feeds = new HashMap<>();
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
    spokes.get(next).removeIf(LoopStreams::isGone);
  }

  /** One that fails must not end the timer of all. */
  private static boolean isGone(StreamReader reader) {
    try {
      return !reader.turn();
    } catch (RuntimeException e) {
      LOG.error("a stream cannot be looked after", e);
      reader.gone();
      return true;
    }
  }
}
