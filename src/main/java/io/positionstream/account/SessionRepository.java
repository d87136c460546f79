package io.positionstream.account;

import io.positionstream.portfolio.AccountId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Sessions being begun and ended; every call needs a session of the caller's chain. */
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionRow, UUID> {

  private static final String LIVING =
      "userId = ?1 and revokedAt is null and expiresAt > ?2 and createdAt > ?3";

  /**
   * The account's living sessions, newest first.
   *
   * @param oldest what began then or before is at the end of its longest life
   */
  Uni<List<SessionRow>> living(AccountId account, Instant now, Instant oldest) {
    return list(LIVING + " order by createdAt desc, id", account.value(), now, oldest);
  }

  /** Revokes one session if it is among {@link #living}; returns whether it was. */
  Uni<Boolean> revoke(UUID session, AccountId account, Instant now, Instant oldest) {
    return update(
            "revokedAt = ?2 where " + LIVING + " and id = ?4",
            account.value(),
            now,
            oldest,
            session)
        .map(count -> count > 0);
  }
}
