package io.positionstream.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Sessions being begun and ended; every call needs a session of the caller's chain. */
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionRow, UUID> {}
