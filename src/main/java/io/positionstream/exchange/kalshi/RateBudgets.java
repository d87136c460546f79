package io.positionstream.exchange.kalshi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One budget for all keys of an account, for as long as somebody reads with one of them. That two
 * keys are of one account is known once {@link #join} was told so. Thread-safe.
 */
final class RateBudgets {

  private final Supplier<RateBudget> fresh;
  private final Cache<String, RateBudget> budgets = Caffeine.newBuilder().weakValues().build();

  RateBudgets(Supplier<RateBudget> fresh) {
    this.fresh = fresh;
  }

  RateBudget of(String environment, String keyId) {
    return budgets.get(name(environment, keyId), name -> fresh.get());
  }

  /** These keys are of one account: from now on they share the budget that is in use. */
  void join(String environment, String keyId, Collection<String> others) {
    RateBudget shared =
        others.stream()
            .filter(other -> !other.equals(keyId))
            .map(other -> budgets.getIfPresent(name(environment, other)))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(() -> of(environment, keyId));
    others.forEach(other -> budgets.put(name(environment, other), shared));
    budgets.put(name(environment, keyId), shared);
  }

  private static String name(String environment, String keyId) {
    return environment + "/" + keyId;
  }
}
