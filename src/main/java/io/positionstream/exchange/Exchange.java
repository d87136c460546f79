package io.positionstream.exchange;

import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An exchange, seen from an account that only watches. */
public interface Exchange {

  /** Names of the environments that can be reached ("production", "demo", ...). */
  Set<String> environments();

  /**
   * Everything that happens to the account, for as long as somebody listens: connects, loads,
   * listens, reconnects for ever. Each connection begins with {@code LineChanged}, then one {@code
   * AccountLoaded}; live events follow in order. It never fails and never completes; a refused key
   * ends the attempts with {@code LineChanged(Rejected)}. Cancelling closes the line.
   *
   * <p>Cold: each subscription is a line of its own. Events come one at a time, on event loops; the
   * listener must not block.
   *
   * @param fillsFrom the first load reads fills from here on; {@link Instant#EPOCH} is all of them
   */
  Multi<AccountEvent> events(ExchangeKey key, Instant fillsFrom);

  /**
   * Tries the key and tells what it is.
   *
   * @return fails with {@link ExchangeFailure}
   */
  Uni<KeyReport> identify(ExchangeKey key);

  /** Fills at or after {@code from}, newest page first; fails with {@link ExchangeFailure}. */
  Multi<List<Fill>> fills(ExchangeKey key, Instant from);

  /**
   * Settlements at or after {@code from}, newest page first; fails with {@link ExchangeFailure}.
   */
  Multi<List<Settlement>> settlements(ExchangeKey key, Instant from);

  /**
   * What the exchange says of a key.
   *
   * @param scopes what it may do ("read", "write::trade"); empty when the exchange does not say
   * @param canTrade whether it may do more than read
   * @param keyIds ids of all keys of the same account, this one included
   */
  record KeyReport(Set<String> scopes, boolean canTrade, Set<String> keyIds) {
    public KeyReport {
      scopes = Set.copyOf(scopes);
      keyIds = Set.copyOf(keyIds);
    }
  }
}
