package io.positionstream.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One account at one environment; see the migration for the columns. */
@Entity(name = "UserRow")
@Table(name = "users")
class UserRow {
  @Id UUID id;
  String environment;
  String exchangeAccount;
  int subaccount;
  Instant createdAt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected UserRow() {}

  UserRow(UUID id, String environment, String exchangeAccount, int subaccount, Instant createdAt) {
    this.id = id;
    this.environment = environment;
    this.exchangeAccount = exchangeAccount;
    this.subaccount = subaccount;
    this.createdAt = createdAt;
  }
}
