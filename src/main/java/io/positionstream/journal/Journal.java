package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.AccountMemory.Forgotten;
import io.positionstream.exchange.Exchange;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Gives every engine that starts a writer of its own. */
@ApplicationScoped
class Journal {

  private final Exchange exchange;
  private final Pool pool;
  private final Clock clock;
  private final Event<Forgotten> forgotten;

  Journal(Exchange exchange, Pool pool, Clock clock, Event<Forgotten> forgotten) {
    this.forgotten = forgotten;
    this.exchange = exchange;
    this.pool = pool;
    this.clock = clock;
  }

  void onStarted(@Observes AccountEngine.Started started) {
    new JournalWriter(started.engine(), exchange, pool, clock, forgotten::fire).follow();
  }
}
