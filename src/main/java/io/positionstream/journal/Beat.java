package io.positionstream.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The moments at which journals write. All accounts that have moved since the last one go on
 * together, so that they share transactions, and one timer is enough for all of them. Thread-safe.
 */
final class Beat {

  private static final Logger LOG = Logger.getLogger(Beat.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private List<UniEmitter<? super Void>> waiting = new ArrayList<>();

  /** Beats, on a worker thread, until it is cancelled. */
  Cancellable start() {
    return Multi.createFrom()
        .ticks()
        .every(PERIOD)
        .onOverflow()
        .drop()
        // A thousand accounts are some milliseconds of work: no event loop has them to spare.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .subscribe()
        .with(tick -> turn(), e -> LOG.error("journals do not write any more", e));
  }

  /** Emits at the next one. */
  Uni<Void> next() {
    return Uni.createFrom().emitter(one -> add(one));
  }

  private synchronized void add(UniEmitter<? super Void> one) {
    waiting.add(one);
  }

  /** Lets everybody go on who waits now; whoever comes back meanwhile waits for the next one. */
  void turn() {
    for (UniEmitter<? super Void> one : take()) {
      try {
        one.complete(null);
      } catch (RuntimeException e) {
        LOG.error("a journal cannot go on", e);
      }
    }
  }

  private synchronized List<UniEmitter<? super Void>> take() {
    List<UniEmitter<? super Void>> now = waiting;
    waiting = new ArrayList<>();
    return now;
  }
}
