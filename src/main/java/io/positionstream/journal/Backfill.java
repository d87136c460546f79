package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.KeyRestricted;
import io.positionstream.exchange.ExchangeFailure.NotFound;
import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.journal.BackfillTable.Owed;
import io.positionstream.journal.PastProgress.State;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Reads one kind of an account's past and stores it page by page, beside the journal and never in
 * its way: what is newest first, then what was never read. Its progress is stored with each page,
 * so that a restart goes on where it stopped. Failures are tried again, slower and slower, until
 * the engine stops; what the exchange does not show is asked for again at the next start.
 * Thread-safe.
 */
final class Backfill<T> {

  private static final Logger LOG = Logger.getLogger(Backfill.class);
  private static final Duration RETRY_FROM = Duration.ofSeconds(1);
  private static final Duration RETRY_TO = Duration.ofMinutes(2);

  /** What it needs beside the account. */
  record Surroundings(Pool pool, Clock clock) {}

  private final Past<T> past;
  private final AccountEngine engine;
  private final AccountId account;
  private final Pool pool;
  private final Clock clock;

  /** How often it was woken since it last found nothing to do. */
  private final AtomicInteger wanted = new AtomicInteger();

  private volatile int seen;

  Backfill(Past<T> past, AccountEngine engine, Surroundings around) {
    this.past = past;
    this.engine = engine;
    this.account = engine.account();
    this.pool = around.pool();
    this.clock = around.clock();
  }

  /** Something may be missing; returns at once. */
  void wake() {
    if (wanted.getAndIncrement() == 0) {
      run();
    }
  }

  private void run() {
    Uni.createFrom()
        .deferred(this::read)
        .onFailure()
        .call(this::tell)
        .onFailure(Backfill::isFinal)
        .recoverWithNull()
        .onFailure(failure -> isRunning() && !isGone(failure))
        .retry()
        .withBackOff(RETRY_FROM, RETRY_TO)
        .indefinitely()
        .subscribe()
        .with(
            done -> goOn(),
            end -> LOG.debugf("past left account=%s kind=%s", account, past.kind().table()));
  }

  private void goOn() {
    if (wanted.addAndGet(-seen) > 0) {
      run();
    }
  }

  private Uni<Void> read() {
    seen = wanted.get();
    return BackfillTable.owed(pool, account, past.kind())
        .chain(
            owed ->
                owed.map(what -> begin().chain(() -> read(what)))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> begin() {
    Uni<Void> told =
        BackfillTable.state(
            pool, account, past.kind(), State.RUNNING, Optional.empty(), clock.instant());
    if (!past.resumable()) {
      return told.chain(() -> UnreadableTable.forget(pool, account, past.kind()));
    }
    return past.kind() == PastKind.FILLS ? told.chain(this::learnCutoff) : told;
  }

  /** Only to be shown: an exchange that does not tell it may still show fills. */
  private Uni<Void> learnCutoff() {
    return engine
        .exchange()
        .archivedBefore()
        .chain(cutoff -> BackfillTable.cutoff(pool, account, past.kind(), cutoff))
        .onFailure(ExchangeFailure.class)
        .recoverWithNull();
  }

  private Uni<Void> read(Owed owed) {
    Uni<Void> newest =
        owed.gapFrom().isEmpty()
            ? Uni.createFrom().voidItem()
            : pages(Span.since(owed.gapFrom().get()), false)
                .chain(
                    () ->
                        BackfillTable.closeGap(
                            pool, account, past.kind(), owed.gaps(), clock.instant()));
    // A list that is read as a whole is whole then, whatever was missing.
    boolean rest = !owed.readAll() && (past.resumable() || owed.gapFrom().isEmpty());
    Span older = owed.reached().map(Span::before).orElse(Span.since(Instant.EPOCH));
    return newest
        .chain(() -> rest ? pages(older, true) : Uni.createFrom().voidItem())
        .chain(() -> BackfillTable.end(pool, account, past.kind(), clock.instant()))
        .chain(() -> BackfillTable.complete(pool, account, past.kind(), clock.instant()))
        .invoke(() -> LOG.infof("past is read account=%s kind=%s", account, past.kind().table()));
  }

  /**
   * @param first whether this is the first reading, whose progress is remembered
   */
  private Uni<Void> pages(Span span, boolean first) {
    Multi<PastPage<T>> pages = past.read().apply(engine.exchange(), span);
    return pages
        .onItem()
        .transformToUniAndConcatenate(page -> store(page, first))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> store(PastPage<T> page, boolean first) {
    if (!isRunning()) {
      return Uni.createFrom().failure(new CancellationException("the engine stopped"));
    }
    Optional<Instant> reached =
        page.rows().stream().map(past.time()).min(Instant::compareTo).filter(oldest -> first);
    // In the order in which the journal locks: progress, then facts.
    return pool.withTransaction(
        sql ->
            BackfillTable.advance(sql, account, past.kind(), reached, clock.instant())
                .chain(() -> past.store().insert(sql, account, page.rows()))
                .chain(
                    () ->
                        UnreadableTable.note(
                            sql,
                            account,
                            past.kind(),
                            page.unreadable(),
                            page.rows().stream().map(past.id()).toList())));
  }

  private Uni<Void> tell(Throwable failure) {
    if (!isRunning() || isGone(failure)) {
      return Uni.createFrom().voidItem();
    }
    State state = isNotShown(failure) ? State.NOT_AVAILABLE : State.FAILED;
    LOG.warnf(
        "past waits account=%s kind=%s state=%s reason=%s",
        account, past.kind().table(), state, failure.getMessage());
    // What our own parts say is for the log only.
    String reason =
        failure instanceof ExchangeFailure ? failure.getMessage() : "It could not be stored.";
    return BackfillTable.state(
            pool, account, past.kind(), state, Optional.ofNullable(reason), clock.instant())
        .onFailure()
        .recoverWithNull();
  }

  private boolean isRunning() {
    return !(engine.portfolio().line() instanceof Line.Disconnected);
  }

  /** Whether asking again, soon, is of no use. */
  private static boolean isFinal(Throwable failure) {
    return isNotShown(failure) || failure instanceof KeyRefused || failure instanceof UnusableKey;
  }

  private static boolean isNotShown(Throwable failure) {
    return failure instanceof NotFound || failure instanceof KeyRestricted;
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof PgException e && JournalWriter.USER_IS_GONE.equals(e.getSqlState());
  }
}
