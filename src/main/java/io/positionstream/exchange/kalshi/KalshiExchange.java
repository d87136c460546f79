package io.positionstream.exchange.kalshi;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure.KeyRestricted;
import io.positionstream.exchange.ExchangeFailure.Unexpected;
import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.exchange.ForgetfulScheduler;
import io.positionstream.exchange.kalshi.KalshiConfig.Environment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Kalshi, in as many environments as are configured. Thread-safe. */
@ApplicationScoped
public class KalshiExchange implements Exchange {

  private final Map<String, Environment> environments;
  private final Transport transport;
  private final Surroundings around;
  private final RateBudgets budgets;
  private final Optional<KalshiRecordings> recordings;
  private final AtomicLong lines = new AtomicLong();

  @Inject
  KalshiExchange(
      KalshiConfig config,
      Clock clock,
      Vertx vertx,
      MeterRegistry metrics,
      KalshiRecordings recordings) {
    this(
        config.environments(),
        new NetworkTransport(vertx, config.timing().answer()),
        new Surroundings(
            config.timing(),
            clock,
            new ForgetfulScheduler(Infrastructure.getDefaultWorkerPool()),
            new Random(),
            counted(metrics),
            new LineMeter(metrics)),
        recordings.isOn() ? Optional.of(recordings) : Optional.empty());
  }

  KalshiExchange(Map<String, Environment> environments, Transport transport, Surroundings around) {
    this(environments, transport, around, Optional.empty());
  }

  private KalshiExchange(
      Map<String, Environment> environments,
      Transport transport,
      Surroundings around,
      Optional<KalshiRecordings> recordings) {
    this.environments =
        environments.entrySet().stream()
            .filter(environment -> environment.getValue().enabled())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    this.transport = transport;
    this.around = around;
    this.recordings = recordings;
    this.budgets = new RateBudgets(() -> new RateBudget(around.clock(), around.scheduler()));
  }

  private static WireNews counted(MeterRegistry metrics) {
    WireNews news = new WireNews();
    for (WireNews.Kind kind : WireNews.Kind.values()) {
      FunctionCounter.builder("kalshi.unknown", news, n -> n.count(kind))
          .tag("kind", kind.word())
          .description("Words of the exchange that it does not document")
          .register(metrics);
    }
    return news;
  }

  @Override
  public Set<String> environments() {
    return environments.keySet();
  }

  @Override
  public Optional<Duration> clockOffset() {
    return around.meter().offset();
  }

  @Override
  public ExchangeAccount open(ExchangeKey key) {
    LineName name = new LineName(key.environment(), lines.incrementAndGet());
    KalshiAccount account = new KalshiAccount(name, key.subaccount(), way(key), around);
    return recordings
        .<ExchangeAccount>map(
            files -> new RecordedAccount(account, around.scheduler(), files::open))
        .orElse(account);
  }

  /** The text of the key is read here and now, and not kept. */
  private Supplier<KalshiAccess> way(ExchangeKey key) {
    try {
      KalshiAccess access = accessFor(key);
      return () -> access;
    } catch (UnusableKey unusable) {
      return () -> {
        throw unusable;
      };
    }
  }

  @Override
  public Uni<KeyReport> identify(ExchangeKey key) {
    return Uni.createFrom()
        .item(() -> accessFor(key))
        // Reading a key is work, too: not on an event loop.
        .runSubscriptionOn(around.scheduler())
        .chain(access -> report(key, access).onTermination().invoke(access::forget))
        .invoke(report -> budgets.join(key.environment(), key.keyId(), report.keyIds()));
  }

  private Uni<KeyReport> report(ExchangeKey key, KalshiAccess access) {
    KalshiRest rest = new KalshiRest(access, key.subaccount(), around.news());
    return rest.balance().chain(() -> keysOf(rest)).map(keys -> report(key.keyId(), keys));
  }

  /**
   * Empty if the exchange does not say, or not in full: a list with a key of unknown scopes is
   * none. A key locked to one subaccount may not list keys, but is a good one.
   */
  private static Uni<List<Payloads.ApiKey>> keysOf(KalshiRest rest) {
    return rest.apiKeys()
        .onFailure(failure -> failure instanceof KeyRestricted || failure instanceof Unexpected)
        .recoverWithItem(List.of());
  }

  private static KeyReport report(String keyId, List<Payloads.ApiKey> keys) {
    Set<String> ids = new HashSet<>(Set.of(keyId));
    keys.forEach(key -> ids.add(key.apiKeyId()));
    Set<String> scopes =
        keys.stream()
            .filter(key -> key.apiKeyId().equals(keyId))
            .flatMap(key -> key.scopes().stream())
            .collect(Collectors.toUnmodifiableSet());
    boolean canTrade =
        scopes.stream().anyMatch(scope -> !scope.equals("read") && !scope.startsWith("read::"));
    return new KeyReport(scopes, canTrade, ids);
  }

  private KalshiAccess accessFor(ExchangeKey key) {
    return new KalshiAccess(
        environmentOf(key),
        new KalshiSigner(key, around.clock()),
        transport,
        budgets.of(key.environment(), key.keyId()),
        around);
  }

  private Environment environmentOf(ExchangeKey key) {
    Environment environment = environments.get(key.environment());
    if (environment == null) {
      throw new UnusableKey(
          "Expected one of the environments "
              + environments.keySet()
              + ", found \""
              + key.environment()
              + "\".");
    }
    return environment;
  }
}
