package io.positionstream.engine;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** An account at an exchange that says nothing. */
record NowhereAccount() implements ExchangeAccount {

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom().nothing();
  }

  @Override
  public Multi<PastPage<Fill>> fills(Span span) {
    return Multi.createFrom().empty();
  }

  @Override
  public Multi<PastPage<Settlement>> settlements(Span span) {
    return Multi.createFrom().empty();
  }

  @Override
  public Multi<PastPage<Flow>> flows() {
    return Multi.createFrom().empty();
  }

  @Override
  public Uni<Instant> archivedBefore() {
    return Uni.createFrom().item(Instant.EPOCH);
  }
}
