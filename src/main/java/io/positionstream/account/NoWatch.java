package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands in when nobody follows accounts. */
@DefaultBean
@ApplicationScoped
class NoWatch implements AccountWatch {

  @Override
  public Uni<Void> watch(AccountId account, ExchangeKey key) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public void unwatch(AccountId account) {}
}
