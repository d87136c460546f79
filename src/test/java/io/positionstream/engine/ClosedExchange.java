package io.positionstream.engine;

import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeKey;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Is not asked for accounts: a test that needs one has it open already. */
class ClosedExchange implements Exchange {

  @Override
  public Set<String> environments() {
    return Set.of();
  }

  @Override
  public ExchangeAccount open(ExchangeKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<KeyReport> identify(ExchangeKey key) {
    throw new UnsupportedOperationException();
  }
}
