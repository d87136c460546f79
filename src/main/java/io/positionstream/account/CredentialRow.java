package io.positionstream.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A user's exchange key, sealed; see the migration for the columns. */
@Entity(name = "CredentialRow")
@Table(name = "user_credentials")
class CredentialRow {
  @Id UUID id;
  UUID userId;
  String encryptedApiKey;
  String keyIdTag;
  Instant createdAt;
  Instant updatedAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected CredentialRow() {}

  CredentialRow(UUID id, UUID userId, String encryptedApiKey, String keyIdTag, Instant now) {
    this.id = id;
    this.userId = userId;
    this.encryptedApiKey = encryptedApiKey;
    this.keyIdTag = keyIdTag;
    this.createdAt = now;
    this.updatedAt = now;
  }
}
