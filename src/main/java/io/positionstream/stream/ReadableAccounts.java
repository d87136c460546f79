package io.positionstream.stream;

import io.positionstream.account.Revival;
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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts that can be read, each with the encoder that all its readers share. */
@ApplicationScoped
public class ReadableAccounts {

  private final AccountEngines engines;
  private final Revival revival;
  private final Clock clock;
  private final StreamConfig config;
  private final Map<AccountEngine, AccountEncoder> encoders = new ConcurrentHashMap<>();

  ReadableAccounts(AccountEngines engines, Revival revival, Clock clock, StreamConfig config) {
    this.engines = engines;
    this.revival = revival;
    this.clock = clock;
    this.config = config;
  }

  void onStarted(@Observes AccountEngine.Started started) {
    AccountEngine engine = started.engine();
    encoders.put(engine, fresh());
    engine.cancelAtEnd(() -> encoders.remove(engine));
  }

  /** The encoder of a running engine; one of its own for an engine that has just stopped. */
  AccountEncoder encoder(AccountEngine engine) {
    AccountEncoder shared = encoders.get(engine);
    return shared != null ? shared : fresh();
  }

  private AccountEncoder fresh() {
    return new AccountEncoder(clock, Math.toIntExact(config.maxQueued().asLongValue()));
  }

  /**
   * The running engine of an account of which something is known: from the exchange, or remembered.
   * Never an empty list that is not known to be empty. An account whose engine does not run
   * although its key is stored is followed again.
   *
   * @return fails with 503 when nothing is known within the configured patience
   */
  public Uni<AccountEngine> known(AccountId account) {
    Optional<AccountEngine> running = engines.running(account);
    if (running.filter(engine -> engine.portfolio().isKnown()).isPresent()) {
      return Uni.createFrom().item(running.get());
    }
    Uni<Void> followed =
        running.isPresent() ? Uni.createFrom().voidItem() : revival.revive(account);
    return followed
        .chain(() -> Uni.createFrom().optional(engines.running(account)))
        .onItem()
        .ifNotNull()
        .transformToUni(ReadableAccounts::whenKnown)
        .ifNoItem()
        .after(config.firstLoad())
        .fail()
        .onFailure()
        .transform(e -> unavailable(account))
        .onItem()
        .ifNull()
        .failWith(() -> unavailable(account));
  }

  private static Uni<AccountEngine> whenKnown(AccountEngine engine) {
    return engine.portfolio().isKnown()
        ? Uni.createFrom().item(engine)
        : engine.loaded().onItem().ifNotNull().transform(portfolio -> engine);
  }

  private RuntimeException unavailable(AccountId account) {
    String why =
        engines.running(account).isPresent()
            ? "The account is not loaded yet: the exchange has not answered. Try again shortly."
            : "This instance does not follow the account yet: another one may. Try again shortly.";
    return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, why)
        .retryAfter(Duration.ofSeconds(5))
        .asException();
  }
}
