package io.positionstream.engine;

import io.positionstream.engine.AccountMemory.Recollection;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One engine from the wish to its end: recalled, perhaps after waiting for another process to let
 * go, then running, then stopped. Goes on whether or not somebody waits for it. Thread-safe.
 */
final class Launch {

  private static final Logger LOG = Logger.getLogger(Launch.class);
  private static final Duration AGAIN_FROM = Duration.ofSeconds(1);
  private static final Duration AGAIN_TO = Duration.ofSeconds(5);

  private final String fingerprint;
  private final ExchangeAccount exchange;
  private final CompletableFuture<AccountEngine> engine = new CompletableFuture<>();
  private boolean stopped;
  private volatile @Nullable AccountEngine running;

  /**
   * @param fingerprint tells the key apart from others
   * @param start makes the engine and has it listen
   */
  Launch(
      String fingerprint,
      ExchangeAccount exchange,
      Supplier<Uni<Recollection>> recall,
      BiFunction<ExchangeAccount, Recollection, AccountEngine> start) {
    this.fingerprint = fingerprint;
    this.exchange = exchange;
    Uni.createFrom()
        .deferred(recall::get)
        .onFailure()
        .invoke(e -> LOG.warnf("engine waits reason=%s", e.getMessage()))
        .onFailure(e -> !isStopped())
        .retry()
        .withBackOff(AGAIN_FROM, AGAIN_TO)
        .indefinitely()
        .subscribe()
        .with(from -> run(from, start), engine::completeExceptionally);
  }

  /** The same wish once more. */
  Launch again(
      Supplier<Uni<Recollection>> recall,
      BiFunction<ExchangeAccount, Recollection, AccountEngine> start) {
    return new Launch(fingerprint, exchange, recall, start);
  }

  /** The engine once it can be read; fails with a cancellation if it is stopped before. */
  Uni<AccountEngine> engine() {
    return Uni.createFrom().completionStage(() -> engine.copy());
  }

  Optional<AccountEngine> running() {
    return Optional.ofNullable(running);
  }

  /** A refused key is worth another try when somebody logs in with it. */
  boolean serves(String other) {
    AccountEngine current = running;
    boolean refused = current != null && current.portfolio().line() instanceof Line.Rejected;
    return fingerprint.equals(other) && !refused;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private void run(
      Recollection from, BiFunction<ExchangeAccount, Recollection, AccountEngine> start) {
    AccountEngine fresh;
    synchronized (this) {
      if (stopped) {
        engine.completeExceptionally(new CancellationException("stopped before it ran"));
        return;
      }
      try {
        fresh = start.apply(exchange, from);
      } catch (RuntimeException e) {
        LOG.errorf(e, "engine did not start account=%s", from.portfolio().account());
        engine.completeExceptionally(e);
        return;
      }
      running = fresh;
    }
    engine.complete(fresh);
  }

  /** For good: whoever still refers to the account, a task that ran or a timer, holds no key. */
  void end(Instant now) {
    stop(now);
    exchange.forget();
  }

  /** Until it is wished for {@link #again}. */
  void stop(Instant now) {
    AccountEngine last;
    synchronized (this) {
      stopped = true;
      last = running;
      running = null;
    }
    engine.completeExceptionally(new CancellationException("stopped before it ran"));
    if (last != null) {
      last.stop(now);
    }
  }
}
