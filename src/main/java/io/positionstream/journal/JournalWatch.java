package io.positionstream.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** How far behind the journals of all accounts are; thread-safe. */
@ApplicationScoped
public class JournalWatch {

  private static final Logger LOG = Logger.getLogger(JournalWatch.class);
  private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(10);
  private static final Duration FLUSH_LOOK = Duration.ofMillis(20);

  private final Clock clock;
  private final Timer writes;
  private final Map<WriteFailure, Counter> failures;
  private final Map<AccountEngine, JournalProgress> journals = new ConcurrentHashMap<>();

  JournalWatch(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.writes =
        Timer.builder("journal.write")
            .description("Transactions of the journal that were done")
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
    this.failures =
        Arrays.stream(WriteFailure.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    why ->
                        Counter.builder("journal.failures")
                            .tag("reason", why.word())
                            .description("Transactions of the journal that failed")
                            .register(metrics)));
    Gauge.builder("journal.backlog", this::backlog)
        .description("Fills and settlements that are known and not written yet")
        .register(metrics);
    Gauge.builder("journal.waiting", () -> waiting().size())
        .description("Accounts whose last write failed")
        .register(metrics);
    Gauge.builder("journal.behind", () -> behind().toSeconds())
        .baseUnit("seconds")
        .description("For how long the account that waits longest could not be written")
        .register(metrics);
  }

  /** The progress of this engine's journal, until the engine stops. */
  JournalProgress begin(AccountEngine engine) {
    JournalProgress progress = new JournalProgress(engine, clock, writes, failures);
    journals.put(engine, progress);
    engine.cancelAtEnd(() -> journals.remove(engine));
    return progress;
  }

  /** The journal of an account whose engine runs. */
  public Optional<JournalProgress> of(AccountId account) {
    return journals.values().stream().filter(j -> j.account().equals(account)).findFirst();
  }

  /** Of accounts whose last write failed. */
  List<JournalProgress.Waiting> waiting() {
    return journals.values().stream().flatMap(j -> j.waiting().stream()).toList();
  }

  long backlog() {
    return journals.values().stream().mapToLong(JournalProgress::backlog).sum();
  }

  /** For how long the account that waits longest could not be written; zero if none waits. */
  Duration behind() {
    Instant now = clock.instant();
    return waiting().stream()
        .map(waiting -> Duration.between(waiting.since(), now))
        .max(Duration::compareTo)
        .filter(d -> !d.isNegative())
        .orElse(Duration.ZERO);
  }

  /**
   * What is known now is written before the engines stop; the streams have been told that we go.
   * What failed before is tried once more, and then not waited for: the exchange will tell it
   * again.
   */
  void flush(@Observes @Priority(60) ShutdownEvent stop) {
    Collection<JournalProgress> open = List.copyOf(journals.values());
    List<JournalProgress.Target> targets =
        open.stream().flatMap(journal -> journal.target().stream()).toList();
    LOG.infof("journal is flushed accounts=%d", targets.size());
    open.forEach(JournalProgress::hurry);
    try {
      Multi.createFrom()
          .ticks()
          .every(FLUSH_LOOK)
          .onOverflow()
          .drop()
          .select()
          .where(tick -> targets.stream().allMatch(JournalProgress.Target::isDone))
          .toUni()
          .await()
          .atMost(FLUSH_PATIENCE);
      LOG.info("journal flushed");
    } catch (TimeoutException e) {
      LOG.warnf(
          "journal not flushed accounts=%d",
          targets.stream().filter(target -> !target.isDone()).count());
    }
  }
}
