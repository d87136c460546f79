package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;

/** Whoever follows accounts at the exchange, seen from here. */
public interface AccountWatch {

  /**
   * Follows the account with this key from now on, in place of any earlier key. Completes when what
   * is remembered of the account can be read; the exchange may not have answered yet.
   */
  Uni<Void> watch(AccountId account, ExchangeKey key);

  /** Completes when the exchange has told the account, however long that takes. */
  Uni<Void> loaded(AccountId account);

  /** Follows it no more; nothing happens if it is not followed. Never blocks. */
  void unwatch(AccountId account);
}
