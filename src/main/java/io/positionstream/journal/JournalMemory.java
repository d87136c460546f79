package io.positionstream.journal;

import io.positionstream.engine.AccountMemory;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recalls an account from the journal, so that its positions are there before the exchange answers.
 */
@ApplicationScoped
class JournalMemory implements AccountMemory {

  private final Pool pool;
  private final AccountClaims claims;

  JournalMemory(Pool pool, AccountClaims claims) {
    this.pool = pool;
    this.claims = claims;
  }

  @Override
  public Uni<Recollection> recall(Portfolio unknown) {
    AccountId account = unknown.account();
    return claims
        .claim(account)
        .chain(() -> PositionTable.read(pool, account))
        .flatMap(
            positions ->
                AccountTable.read(pool, account)
                    .flatMap(
                        sums ->
                            newest(account)
                                .map(facts -> recollection(unknown, positions, sums, facts))));
  }

  /** With a hole in them they would pass what is missing for news. */
  private Uni<Map<String, Instant>> newest(AccountId account) {
    return BackfillTable.isWhole(pool, account)
        .chain(whole -> whole ? FactTable.newest(pool, account) : Uni.createFrom().item(Map.of()));
  }

  @Override
  public Uni<Void> release(AccountId account) {
    return claims.release(account);
  }

  private static Recollection recollection(
      Portfolio unknown,
      List<Position> positions,
      Optional<AccountTable.Sums> sums,
      Map<String, Instant> facts) {
    if (sums.isEmpty()) {
      return new Recollection(unknown, Instant.EPOCH);
    }
    Optional<Instant> vouched = FactTable.completeFrom(facts);
    AccountTable.Sums known = sums.get();
    Portfolio recalled =
        unknown.recalling(
            positions,
            known.cash(),
            known.lockedIn(),
            known.day(),
            known.pnlSince(),
            vouched,
            facts);
    Portfolio knowing =
        known.residual().map(rest -> recalled.knowing(known.knownFlows(), rest)).orElse(recalled);
    return new Recollection(knowing, vouched.orElse(Instant.EPOCH));
  }
}
