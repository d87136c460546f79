package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what is watched. */
@Alternative
@ApplicationScoped
class StubWatch implements AccountWatch {

  final Map<AccountId, ExchangeKey> watched = new ConcurrentHashMap<>();

  Map<AccountId, ExchangeKey> watched() {
    return watched;
  }

  @Override
  public Uni<Void> watch(AccountId account, ExchangeKey key) {
    watched.put(account, key);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> loaded(AccountId account) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public void unwatch(AccountId account) {
    watched.remove(account);
  }
}
