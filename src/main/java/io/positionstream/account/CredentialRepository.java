package io.positionstream.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Stored exchange keys; every call needs a session of the caller's chain. */
@ApplicationScoped
class CredentialRepository implements PanacheRepositoryBase<CredentialRow, UUID> {}
