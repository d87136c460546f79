package io.positionstream.account;

import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Stands in when no adapter is built in: there is nothing to log in to. */
@DefaultBean
@ApplicationScoped
class NoExchange implements Exchange {

  @Override
  public Set<String> environments() {
    return Set.of();
  }

  @Override
  public Multi<AccountEvent> events(ExchangeKey key, Instant fillsFrom) {
    return Multi.createFrom().nothing();
  }

  @Override
  public Uni<KeyReport> identify(ExchangeKey key) {
    return Uni.createFrom().failure(NoExchange::absent);
  }

  @Override
  public Multi<List<Fill>> fills(ExchangeKey key, Instant from) {
    return Multi.createFrom().failure(NoExchange::absent);
  }

  @Override
  public Multi<List<Settlement>> settlements(ExchangeKey key, Instant from) {
    return Multi.createFrom().failure(NoExchange::absent);
  }

  private static ExchangeFailure absent() {
    return new ExchangeFailure.Unavailable("no exchange is configured", null);
  }
}
