package io.positionstream.journal;

import io.positionstream.journal.PriceTable.Priced;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * Writes changes of nothing but prices: those of all accounts that wait for it in one transaction,
 * so that the busier it is the less a row costs. Holds one change an account. Thread-safe.
 */
final class PriceJournal {

  /** While one is written the next one is encoded. */
  private static final int AT_ONCE = 2;

  private static final int MOST_ROWS = 5_000;

  private record Waiting(PortfolioChange change, UniEmitter<? super Void> done) {}

  private final Pool pool;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int writing;

  PriceJournal(Pool pool) {
    this.pool = pool;
  }

  /**
   * Succeeds when it is durable. Fails if one of the positions is not stored, or if the change of
   * another account that was written along with it failed: then each should be tried by itself.
   *
   * @param change of known positions, without facts; an account waits for its last one first
   */
  Uni<Void> write(PortfolioChange change) {
    return Uni.createFrom()
        .emitter(
            done -> {
              add(new Waiting(change, done));
              next();
            });
  }

  private synchronized void add(Waiting one) {
    waiting.add(one);
  }

  private void next() {
    List<Waiting> batch = take();
    if (!batch.isEmpty()) {
      // Whatever cannot be put together fails as what cannot be written does: nobody waits for
      // ever.
      Uni.createFrom()
          .deferred(() -> write(batch.stream().map(Waiting::change).toList()))
          // What comes next is put together here, and not on the event loop that has the answer.
          .emitOn(Infrastructure.getDefaultWorkerPool())
          .onItemOrFailure()
          .invoke((done, failure) -> written())
          .subscribe()
          .with(
              done -> batch.forEach(one -> one.done().complete(null)),
              failure -> batch.forEach(one -> one.done().fail(failure)));
    }
  }

  private synchronized List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    if (writing < AT_ONCE) {
      int rows = 0;
      while (!waiting.isEmpty() && rows < MOST_ROWS) {
        Waiting one = waiting.remove();
        rows += one.change().moved().size();
        batch.add(one);
      }
      writing += batch.isEmpty() ? 0 : 1;
    }
    return batch;
  }

  private void written() {
    synchronized (this) {
      writing--;
    }
    next();
  }

  private Uni<Void> write(List<PortfolioChange> changes) {
    List<Worth> accounts = changes.stream().flatMap(PriceJournal::worth).toList();
    List<Priced> rows = changes.stream().flatMap(PriceJournal::rows).toList();
    Tuple prices = PriceTable.tuple(rows);
    return pool.withTransaction(
        sql ->
            PriceTable.update(sql, prices)
                .invoke(found -> expect(rows.size(), found))
                .chain(() -> EquityTable.write(sql, accounts)));
  }

  private static Stream<Worth> worth(PortfolioChange change) {
    Portfolio account = change.portfolio();
    return Worth.of(account, account.updatedAt(), false).stream();
  }

  private static Stream<Priced> rows(PortfolioChange change) {
    Portfolio account = change.portfolio();
    return change.moved().stream()
        .map(position -> new Priced(account.account(), account.updatedAt(), position));
  }

  private static void expect(int rows, int found) {
    if (rows != found) {
      throw new IllegalStateException("stored positions: expected " + rows + ", found " + found);
    }
  }
}
