package io.positionstream.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.Multi;
import java.time.Instant;

/** An engine without a container around it. */
public final class TestEngine {

  private TestEngine() {}

  /** Follows an account that nothing is known of. */
  public static AccountEngine follow(
      AccountId account, ExchangeAccount exchange, Multi<AccountEvent> clock, Instant now) {
    AccountEngine engine =
        new AccountEngine(
            exchange,
            Portfolio.unknown(account, "e", now),
            new DriftWatch(account, new SimpleMeterRegistry(), news -> {}),
            new FoldMeter(new SimpleMeterRegistry()));
    engine.listen(exchange.events(Instant.EPOCH), exchange.inStep(clock));
    return engine;
  }

  public static void stop(AccountEngine engine, Instant now) {
    engine.stop(now);
  }
}
