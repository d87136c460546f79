package io.positionstream.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.account.AccountWatch;
import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** All engines, one per account, running or about to run. Thread-safe. */
@ApplicationScoped
public class AccountEngines implements AccountWatch {

  private static final Logger LOG = Logger.getLogger(AccountEngines.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Exchange exchange;
  private final AccountMemory memory;
  private final Event<AccountEngine.Started> started;
  private final Event<AccountEngine.Drifted> drifted;
  private final Clock clock;
  private final EngineConfig config;
  private final MeterRegistry metrics;
  private final FoldMeter fold;
  private final Map<AccountId, Launch> launches = new ConcurrentHashMap<>();
  private final AccountGauges gauges = new AccountGauges(launches::values);

  AccountEngines(
      Exchange exchange,
      AccountMemory memory,
      Event<AccountEngine.Started> started,
      Event<AccountEngine.Drifted> drifted,
      Clock clock,
      EngineConfig config,
      MeterRegistry metrics) {
    this.exchange = exchange;
    this.memory = memory;
    this.started = started;
    this.drifted = drifted;
    this.clock = clock;
    this.config = config;
    this.metrics = metrics;
    this.fold = new FoldMeter(metrics);
    gauges.register(metrics);
    DriftWatch.register(metrics);
  }

  /** How many accounts' lines are in which state. */
  Map<String, Long> lines() {
    return gauges.lines();
  }

  /** The engine of this account, started with {@code key} unless it already runs well with it. */
  @Override
  public Uni<Void> watch(AccountId account, ExchangeKey key) {
    String fingerprint = key.fingerprint();
    Launch launch =
        launches.compute(
            account,
            (id, running) -> {
              if (running != null && running.serves(fingerprint)) {
                return running;
              }
              if (running != null) {
                end(id, running);
              }
              return new Launch(
                  fingerprint, exchange.open(key), () -> memory.recall(unknown(id)), this::engine);
            });
    return launch.engine().replaceWithVoid();
  }

  /**
   * The engine of an account that is open already, and did not run yet.
   *
   * @param start where to go on from, given what is remembered
   */
  public Uni<AccountEngine> follow(
      AccountId account, ExchangeAccount open, UnaryOperator<AccountMemory.Recollection> start) {
    Launch launch =
        launches.computeIfAbsent(
            account,
            id -> new Launch("", open, () -> memory.recall(unknown(id)).map(start), this::engine));
    return launch.engine();
  }

  @Override
  public Uni<Void> loaded(AccountId account) {
    return Uni.createFrom()
        .optional(running(account))
        .onItem()
        .ifNotNull()
        .transformToUni(AccountEngine::loaded)
        .replaceWithVoid();
  }

  /** The engine of an account that can be read now. */
  public Optional<AccountEngine> running(AccountId account) {
    return Optional.ofNullable(launches.get(account)).flatMap(Launch::running);
  }

  /** Closes the account's line and completes its readers; nothing happens if it does not run. */
  @Override
  public void unwatch(AccountId account) {
    launches.computeIfPresent(
        account,
        (id, running) -> {
          end(id, running);
          return null;
        });
  }

  /** The stored key is gone, deleted by another process: there is nothing to follow any more. */
  void onForgotten(@Observes AccountMemory.Forgotten forgotten) {
    unwatch(forgotten.account());
  }

  /** Another process follows the account: ours waits until it may again. */
  void onClaimLost(@Observes AccountMemory.ClaimLost lost) {
    launches.computeIfPresent(
        lost.account(),
        (id, running) -> {
          LOG.warnf("engine gives way account=%s", id);
          running.stop(clock.instant());
          release(id);
          return running.again(() -> memory.recall(unknown(id)), this::engine);
        });
  }

  /** After the streams have been ended, before the database is closed. */
  void stopAll(@Observes @Priority(100) ShutdownEvent event) {
    List.copyOf(launches.keySet()).forEach(this::unwatch);
  }

  private void end(AccountId account, Launch launch) {
    launch.end(clock.instant());
    release(account);
  }

  private void release(AccountId account) {
    memory
        .release(account)
        .subscribe()
        .with(
            done -> LOG.infof("engine stopped account=%s", account),
            e -> LOG.errorf(e, "account not released account=%s", account));
  }

  private Portfolio unknown(AccountId account) {
    byte[] epoch = new byte[5];
    ThreadLocalRandom.current().nextBytes(epoch);
    return Portfolio.unknown(account, HexFormat.of().formatHex(epoch), clock.instant());
  }

  private AccountEngine engine(ExchangeAccount account, AccountMemory.Recollection from) {
    AccountId id = from.portfolio().account();
    DriftWatch drift =
        new DriftWatch(id, metrics, news -> drifted.fire(new AccountEngine.Drifted(id, news)));
    AccountEngine engine = new AccountEngine(account, from.portfolio(), drift, fold);
    started.fire(new AccountEngine.Started(engine));
    engine.listen(account.events(from.fillsFrom()), account.inStep(heartbeat()));
    LOG.infof(
        "engine started account=%s positions=%d",
        engine.account(), engine.portfolio().totals().count());
    return engine;
  }

  private Multi<AccountEvent> heartbeat() {
    return Multi.createFrom()
        .ticks()
        .every(HEARTBEAT)
        .onOverflow()
        .drop()
        .map(tick -> new AccountEvent.TimePassed(clock.instant(), startOfDay(clock.instant())));
  }

  private Instant startOfDay(Instant now) {
    var zone = config.dayZone();
    return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }
}
