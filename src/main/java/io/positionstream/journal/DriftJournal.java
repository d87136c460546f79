package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Discrepancy;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps what the engines found to differ from the exchange's books, and reads it back. Writes
 * behind: while the database is away a bounded number of findings waits, more are only counted and
 * logged, as all are. Thread-safe; nothing here blocks.
 */
@ApplicationScoped
public class DriftJournal {

  private static final Logger LOG = Logger.getLogger(DriftJournal.class);
  private static final int MOST_WAITING = 100;
  private static final int ATTEMPTS = 10;
  private static final Duration RETRY_FROM = Duration.ofMillis(500);
  private static final Duration RETRY_TO = Duration.ofSeconds(10);

  private final Pool pool;
  private final Clock clock;
  private final AtomicInteger waiting = new AtomicInteger();

  DriftJournal(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** The differences of an account: open ones first, then healed ones, newest first. */
  public Uni<List<Discrepancy>> newest(AccountId account, int limit) {
    return DriftTable.newest(pool, account, limit);
  }

  void onStarted(@Observes AccountEngine.Started started) {
    AccountId account = started.engine().account();
    var now = clock.instant();
    write(account, () -> DriftTable.restarted(pool, account, now));
  }

  void onDrifted(@Observes AccountEngine.Drifted drifted) {
    write(drifted.account(), () -> DriftTable.upsert(pool, drifted.account(), drifted.news()));
  }

  private void write(AccountId account, Supplier<Uni<Void>> rows) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      LOG.warnf("drift not stored account=%s reason=too many wait", account);
      return;
    }
    Uni.createFrom()
        .deferred(rows::get)
        .onFailure()
        .retry()
        .withBackOff(RETRY_FROM, RETRY_TO)
        .atMost(ATTEMPTS)
        .onTermination()
        .invoke(waiting::decrementAndGet)
        .subscribe()
        .with(
            done -> {},
            e -> LOG.warnf("drift not stored account=%s reason=%s", account, e.getMessage()));
  }
}
