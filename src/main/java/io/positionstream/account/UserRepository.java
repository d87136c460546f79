package io.positionstream.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users; every call needs a session of the caller's chain. */
@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserRow, UUID> {

  /** The oldest user of this account whose first or stored key carries one of the tags. */
  Uni<@Nullable UserRow> findKnown(String environment, int subaccount, List<String> tags) {
    return find(
            "environment = ?1 and subaccount = ?2 and (exchangeAccount in ?3 or id in"
                + " (select c.userId from CredentialRow c where c.keyIdTag in ?3))"
                + " order by createdAt",
            environment,
            subaccount,
            tags)
        .firstResult();
  }
}
