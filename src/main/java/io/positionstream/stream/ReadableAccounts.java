package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.AccountEngines;
import io.positionstream.portfolio.AccountId;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The accounts that can be read, each with the encoder that all its readers share. */
@ApplicationScoped
class ReadableAccounts {

  private static final Logger LOG = Logger.getLogger(ReadableAccounts.class);

  private final AccountEngines engines;
  private final Clock clock;
  private final StreamConfig config;
  private final Map<AccountEngine, AccountEncoder> encoders = new ConcurrentHashMap<>();

  ReadableAccounts(AccountEngines engines, Clock clock, StreamConfig config) {
    this.engines = engines;
    this.clock = clock;
    this.config = config;
  }

  void onStarted(@Observes AccountEngine.Started started) {
    AccountEngine engine = started.engine();
    encoders.put(engine, new AccountEncoder(clock));
    engine
        .portfolios()
        .onTermination()
        .invoke(() -> encoders.remove(engine))
        .subscribe()
        .with(p -> {}, e -> LOG.errorf(e, "engine failed account=%s", engine.account()));
  }

  AccountEncoder encoder(AccountEngine engine) {
    return encoders.computeIfAbsent(engine, e -> new AccountEncoder(clock));
  }

  /**
   * The running engine of an account of which something is known: from the exchange, or remembered.
   * Never an empty list that is not known to be empty.
   *
   * @return fails with 503 when nothing is known within the configured patience
   */
  Uni<AccountEngine> known(AccountId account) {
    return engines
        .running(account)
        .map(this::whenKnown)
        .orElseGet(() -> Uni.createFrom().failure(unavailable()));
  }

  private Uni<AccountEngine> whenKnown(AccountEngine engine) {
    if (engine.portfolio().isKnown()) {
      return Uni.createFrom().item(engine);
    }
    return engine
        .loaded()
        .ifNoItem()
        .after(config.firstLoad())
        .fail()
        .replaceWith(engine)
        .onFailure()
        .transform(timeout -> unavailable());
  }

  private static RuntimeException unavailable() {
    return Problem.of(
            ErrorCode.SERVICE_UNAVAILABLE,
            "The account is not loaded yet: the exchange has not answered. Try again shortly.")
        .retryAfter(Duration.ofSeconds(5))
        .asException();
  }
}
