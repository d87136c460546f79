package io.positionstream.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session: lives until it expires or is revoked; see the migration for the columns. */
@Entity(name = "SessionRow")
@Table(name = "sessions")
class SessionRow {
  @Id UUID id;
  UUID userId;
  Instant createdAt;
  Instant expiresAt;
  @Nullable Instant revokedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected SessionRow() {}

  SessionRow(UUID id, UUID userId, Instant createdAt, Instant expiresAt) {
    this.id = id;
    this.userId = userId;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }
}
