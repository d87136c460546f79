package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.AccountMemory.Forgotten;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Gives every engine that starts a writer of its own, and readers of its past. */
@ApplicationScoped
class Journal {

  private final Pool pool;
  private final Beat beat = new Beat();
  private final Cancellable beating = beat.start();
  private final PriceJournal prices;
  private final Clock clock;
  private final Event<Forgotten> forgotten;
  private final JournalWatch watch;

  Journal(Pool pool, Clock clock, Event<Forgotten> forgotten, JournalWatch watch) {
    this.watch = watch;
    this.forgotten = forgotten;
    this.pool = pool;
    this.prices = new PriceJournal(pool);
    this.clock = clock;
  }

  @PreDestroy
  void stop() {
    beating.cancel();
  }

  void onStarted(@Observes AccountEngine.Started started) {
    var around = new Backfill.Surroundings(pool, clock);
    var past = Past.kinds().stream().map(kind -> kind.of(started.engine(), around)).toList();
    new JournalWriter(
            started.engine(),
            pool,
            beat,
            prices::write,
            clock,
            past,
            forgotten::fire,
            watch.begin(started.engine()))
        .follow();
  }
}
