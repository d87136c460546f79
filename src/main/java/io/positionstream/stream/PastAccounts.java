package io.positionstream.stream;

import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Whoever knows accounts as they were, seen from here: each answers with a JSON object. */
public interface PastAccounts {

  /** What was held at {@code when}. */
  Uni<String> positions(AccountId account, Instant when);

  /** The sums at {@code when}. */
  Uni<String> portfolio(AccountId account, Instant when);
}
