package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;

/** Whoever follows accounts at the exchange, seen from here. */
public interface AccountWatch {

  /**
   * Follows the account with this key from now on, in place of any earlier key. Completes when the
   * first load is there; giving up on the wait does not end the watch.
   */
  Uni<Void> watch(AccountId account, ExchangeKey key);

  /** Follows it no more; nothing happens if it is not followed. Never blocks. */
  void unwatch(AccountId account);
}
