package io.positionstream.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The pauses between the tries of one journal, each longer than the last one; whoever is in a hurry
 * cuts the current one short. Thread-safe.
 */
final class BackOff {

  private static final int DOUBLINGS = 20;

  private final Duration from;
  private final Duration to;
  private final LongUnaryOperator chance;
  private @Nullable UniEmitter<? super Void> pausing;
  private boolean hurried;

  /**
   * @param chance a random number from 0 to below its argument
   */
  BackOff(Duration from, Duration to, LongUnaryOperator chance) {
    this.from = from;
    this.to = to;
    this.chance = chance;
  }

  /** Each failure, after the pause that follows it. */
  Multi<Throwable> after(Multi<Throwable> failures) {
    AtomicInteger tries = new AtomicInteger();
    return failures
        .onItem()
        .transformToUniAndConcatenate(
            failure -> pause(length(tries.getAndIncrement())).replaceWith(failure));
  }

  /** From half of it to one and a half, so that accounts do not come back all at once. */
  private Duration length(int tries) {
    Duration whole = from.multipliedBy(1L << Math.min(tries, DOUBLINGS));
    long millis = (whole.compareTo(to) < 0 ? whole : to).toMillis();
    return Duration.ofMillis(millis / 2 + chance.applyAsLong(millis + 1));
  }

  private Uni<Void> pause(Duration length) {
    return Uni.createFrom().emitter(one -> pausing(one, length));
  }

  private void pausing(UniEmitter<? super Void> emitter, Duration length) {
    Cancellable timer =
        Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(length)
            .subscribe()
            .with(passed -> emitter.complete(null), emitter::fail);
    emitter.onTermination(
        () -> {
          timer.cancel();
          over(emitter);
        });
    boolean atOnce;
    synchronized (this) {
      atOnce = hurried;
      hurried = false;
      pausing = emitter;
    }
    if (atOnce) {
      emitter.complete(null);
    }
  }

  private synchronized void over(UniEmitter<? super Void> emitter) {
    if (emitter == pausing) {
      pausing = null;
    }
  }

  /** Ends the pause that is now; else there will be none after the next failure. */
  void hurry() {
    UniEmitter<? super Void> waits;
    synchronized (this) {
      waits = pausing;
      hurried = waits == null;
      pausing = null;
    }
    if (waits != null) {
      waits.complete(null);
    }
  }
}
