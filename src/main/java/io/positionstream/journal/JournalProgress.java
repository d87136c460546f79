package io.positionstream.journal;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Cursor;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How far one account's journal is, and what it waits for. Thread-safe. */
public final class JournalProgress {

  /** The longest honest write takes a small part of this. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AccountEngine engine;
  private final Clock clock;
  private final Timer writes;
  private final Map<WriteFailure, Counter> failures;
  private volatile @Nullable Cursor written;
  private volatile @Nullable Waiting waiting;
  private volatile @Nullable Instant begun;

  /**
   * The last write failed, and is tried again; or it is not answered, by a database that is silent.
   *
   * @param since when a write failed, or began, that was not followed by one that succeeded
   */
  public record Waiting(Instant since, String reason) {}

  /** What is to be written before the service ends. */
  record Target(JournalProgress journal, Cursor cursor) {

    /** Written, or not to be written now. */
    boolean isDone() {
      Cursor written = journal.written;
      return journal.waiting != null
          || (written != null && written.seq() >= cursor.seq() && written.fact() >= cursor.fact());
    }
  }

  JournalProgress(
      AccountEngine engine, Clock clock, Timer writes, Map<WriteFailure, Counter> failures) {
    this.engine = engine;
    this.clock = clock;
    this.writes = writes;
    this.failures = failures;
  }

  AccountId account() {
    return engine.account();
  }

  /** The same transaction, measured. */
  Uni<Void> measured(Uni<Void> transaction) {
    return Uni.createFrom()
        .deferred(
            () -> {
              begun = clock.instant();
              long start = System.nanoTime();
              return transaction
                  .invoke(() -> writes.record(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                  .onTermination()
                  .invoke(() -> begun = null);
            });
  }

  void wrote(Cursor cursor) {
    written = cursor;
    waiting = null;
  }

  /** For one caller at a time. */
  void failed(Throwable failure) {
    WriteFailure why = WriteFailure.of(failure);
    requireNonNull(failures.get(why)).increment();
    Waiting before = waiting;
    waiting = new Waiting(before == null ? clock.instant() : before.since(), why.word());
  }

  /** What the last write failed for, or hangs at; empty if it does not. */
  public Optional<Waiting> waiting() {
    Instant since = begun;
    return Optional.ofNullable(waiting)
        .or(
            () ->
                Optional.ofNullable(since)
                    .filter(start -> start.plus(PATIENCE).isBefore(clock.instant()))
                    .map(start -> new Waiting(start, WriteFailure.UNAVAILABLE.word())));
  }

  /** How many fills and settlements are known and not written. */
  public long backlog() {
    Cursor done = written;
    return engine.portfolio().cursor().fact() - (done == null ? 0 : done.fact());
  }

  /** Nothing if the exchange has not told the account yet. */
  Optional<Target> target() {
    return Optional.of(engine.portfolio())
        .filter(portfolio -> portfolio.loaded())
        .map(portfolio -> new Target(this, portfolio.cursor()));
  }
}
