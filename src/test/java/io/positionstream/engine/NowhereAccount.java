package io.positionstream.engine;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.List;

/** An account at an exchange that says nothing. */
record NowhereAccount() implements ExchangeAccount {

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom().nothing();
  }

  @Override
  public Multi<List<Fill>> fills(Instant from) {
    return Multi.createFrom().empty();
  }

  @Override
  public Multi<List<Settlement>> settlements(Instant from) {
    return Multi.createFrom().empty();
  }
}
