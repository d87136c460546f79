package io.positionstream.engine;

import io.positionstream.account.AccountWatch;
import io.positionstream.engine.AccountMemory.Recollection;
import io.positionstream.exchange.Exchange;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** All running engines, one per account. Thread-safe. */
@ApplicationScoped
public class AccountEngines implements AccountWatch {

  private static final Logger LOG = Logger.getLogger(AccountEngines.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration CLAIM_AGAIN = Duration.ofSeconds(2);

  private final Exchange exchange;
  private final AccountMemory memory;
  private final Event<AccountEngine.Started> started;
  private final Clock clock;
  private final EngineConfig config;
  private final Map<AccountId, Uni<AccountEngine>> engines = new ConcurrentHashMap<>();
  private final Map<AccountId, AccountEngine> live = new ConcurrentHashMap<>();

  AccountEngines(
      Exchange exchange,
      AccountMemory memory,
      Event<AccountEngine.Started> started,
      Clock clock,
      EngineConfig config) {
    this.exchange = exchange;
    this.memory = memory;
    this.started = started;
    this.clock = clock;
    this.config = config;
  }

  /** The engine of this account, started with {@code key} unless it already runs with that key. */
  public Uni<AccountEngine> start(AccountId account, ExchangeKey key) {
    Optional<AccountEngine> running = running(account);
    if (running.filter(engine -> !engine.key().equals(key)).isPresent()) {
      stop(account);
    }
    return engines.computeIfAbsent(account, id -> launch(id, key).memoize().indefinitely());
  }

  /** The running engine of an account. */
  public Optional<AccountEngine> running(AccountId account) {
    return Optional.ofNullable(live.get(account));
  }

  @Override
  public Uni<Void> watch(AccountId account, ExchangeKey key) {
    return start(account, key).replaceWithVoid();
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

  @Override
  public void unwatch(AccountId account) {
    stop(account);
  }

  /** Closes the account's line and completes its readers; nothing happens if it does not run. */
  public void stop(AccountId account) {
    engines.remove(account);
    AccountEngine engine = live.remove(account);
    if (engine != null) {
      engine.stop(clock.instant());
      memory
          .release(account)
          .subscribe()
          .with(
              done -> LOG.infof("engine stopped account=%s", account),
              e -> LOG.errorf(e, "account not released account=%s", account));
    }
  }

  /** After the streams have been ended, before the database is closed. */
  void stopAll(@Observes @Priority(100) ShutdownEvent event) {
    live.keySet().forEach(this::stop);
  }

  private Uni<AccountEngine> launch(AccountId account, ExchangeKey key) {
    Portfolio unknown = Portfolio.unknown(account, newEpoch(), clock.instant());
    return Uni.createFrom()
        .deferred(() -> memory.recall(unknown))
        .onFailure(AccountMemory.ClaimedElsewhere.class)
        .invoke(e -> LOG.warnf("engine waits account=%s reason=%s", account, e.getMessage()))
        .onFailure(AccountMemory.ClaimedElsewhere.class)
        .retry()
        .withBackOff(CLAIM_AGAIN, CLAIM_AGAIN)
        .indefinitely()
        .onItem()
        .transform(recollection -> run(account, key, recollection))
        .onFailure()
        .invoke(() -> engines.remove(account));
  }

  private AccountEngine run(AccountId account, ExchangeKey key, Recollection recollection) {
    AccountEngine engine = new AccountEngine(key, recollection.portfolio());
    live.put(account, engine);
    started.fire(new AccountEngine.Started(engine));
    engine.listen(exchange.events(key, recollection.fillsFrom()), heartbeat());
    LOG.infof(
        "engine started account=%s positions=%d", account, engine.portfolio().totals().count());
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

  private static String newEpoch() {
    byte[] random = new byte[5];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
