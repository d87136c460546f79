package io.positionstream.exchange;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An exchange, seen from an account that only watches. */
public interface Exchange {

  /** Names of the environments that can be reached ("production", "demo", ...). */
  Set<String> environments();

  /** The account of this key. Nothing is sent yet; a key that cannot be used shows when it is. */
  ExchangeAccount open(ExchangeKey key);

  /**
   * How far the exchange's clock is ahead of ours, to half a second, as it was last measured; empty
   * before any answer.
   */
  default Optional<Duration> clockOffset() {
    return Optional.empty();
  }

  /**
   * Tries the key and tells what it is.
   *
   * @return fails with {@link ExchangeFailure}
   */
  Uni<KeyReport> identify(ExchangeKey key);

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
