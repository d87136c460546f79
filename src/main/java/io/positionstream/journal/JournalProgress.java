package io.positionstream.journal;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Cursor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How far one account's journal is, and what it waits for. Thread-safe. */
public final class JournalProgress {

  /** The longest honest write takes a small part of this. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration RETRY_FROM = Duration.ofMillis(500);
  private static final Duration RETRY_TO = Duration.ofSeconds(10);

  private final AccountEngine engine;
  private final Clock clock;
  private final Timer writes;
  private final Map<WriteFailure, Counter> failures;
  private volatile @Nullable Cursor written;
  private volatile @Nullable Waiting waiting;
  private final AtomicInteger failed = new AtomicInteger();
  private final BackOff backOff =
      new BackOff(RETRY_FROM, RETRY_TO, bound -> ThreadLocalRandom.current().nextLong(bound));

  /** When what is tried now began: first it waits for its moment, then for the database. */
  private volatile @Nullable Instant begun;

  private volatile boolean asked;

  /**
   * The last write failed, and is tried again; or it is not answered, by a database that is silent.
   *
   * @param since when a write failed, or was due, that was not followed by one that succeeded
   */
  public record Waiting(Instant since, String reason) {}

  /**
   * What is to be written before the service ends.
   *
   * @param failed how often it could not be written before
   */
  record Target(JournalProgress journal, Cursor cursor, int failed) {

    /** Written, or tried once more in vain. */
    boolean isDone() {
      Cursor written = journal.written;
      return journal.failed.get() > failed
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

  /** The same try to write, from the moment on when something is to be written. */
  Uni<Void> tried(Uni<Void> attempt) {
    return Uni.createFrom()
        .deferred(
            () -> {
              asked = false;
              begun = clock.instant();
              return attempt.onTermination().invoke(() -> begun = null);
            });
  }

  /** The same transaction, measured. */
  Uni<Void> measured(Uni<Void> transaction) {
    return Uni.createFrom()
        .deferred(
            () -> {
              asked = true;
              long start = System.nanoTime();
              return transaction.invoke(
                  () -> writes.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
            });
  }

  /** Each failure, when it is time to try again. */
  Multi<Throwable> again(Multi<Throwable> failures) {
    return backOff.after(failures);
  }

  /** Has what failed tried again now. */
  void hurry() {
    backOff.hurry();
  }

  void wrote(Cursor cursor) {
    written = cursor;
    waiting = null;
  }

  /** For one caller at a time. */
  void failed(Throwable failure) {
    WriteFailure why = WriteFailure.of(failure);
    requireNonNull(failures.get(why)).increment();
    failed.incrementAndGet();
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
                    .map(start -> new Waiting(start, hangsAt().word())));
  }

  private WriteFailure hangsAt() {
    return asked ? WriteFailure.UNAVAILABLE : WriteFailure.OTHER;
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
        .map(portfolio -> new Target(this, portfolio.cursor(), failed.get()));
  }
}
