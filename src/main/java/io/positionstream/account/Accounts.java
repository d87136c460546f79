package io.positionstream.account;

import io.positionstream.account.SessionTokens.Claims;
import io.positionstream.exchange.Exchange.KeyReport;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Users, their stored key and their sessions. Each call is one transaction on the caller's Vert.x
 * context and fails as the database does.
 */
@ApplicationScoped
class Accounts {

  private static final int DEADLOCKS = 5;

  private final UserRepository users;
  private final CredentialRepository credentials;
  private final SessionRepository sessions;
  private final StoredKeys storedKeys;
  private final SessionConfig config;
  private final Clock clock;

  /**
   * A session that begins.
   *
   * @param replaced the sessions that ended for it
   */
  record Login(AccountId account, UUID session, Instant expiresAt, List<UUID> replaced) {}

  Accounts(
      UserRepository users,
      CredentialRepository credentials,
      SessionRepository sessions,
      StoredKeys storedKeys,
      SessionConfig config,
      Clock clock) {
    this.users = users;
    this.credentials = credentials;
    this.sessions = sessions;
    this.storedKeys = storedKeys;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Begins a session of the user this key belongs to: one who is known by any key of the same
   * exchange account, else a new one. The key replaces the stored one, the session those that the
   * caller held until now; if the login fails, these live on.
   */
  Uni<Login> login(ExchangeKey key, KeyReport report, List<Claims> held) {
    // Two first logins at once: the slower one finds the user of the faster one.
    return Uni.createFrom()
        .deferred(() -> Panache.withTransaction(() -> enter(key, report, held)))
        .onFailure(PersistenceException.class)
        .retry()
        .atMost(1);
  }

  private Uni<Login> enter(ExchangeKey key, KeyReport report, List<Claims> held) {
    Instant now = clock.instant();
    return user(key, report, now)
        .call(user -> store(new AccountId(user.id), key, now))
        .chain(user -> replace(held).chain(gone -> begin(new AccountId(user.id), now, gone)));
  }

  private Uni<UserRow> user(ExchangeKey key, KeyReport report, Instant now) {
    List<List<String>> tagged =
        Stream.concat(Stream.of(key.keyId()), report.keyIds().stream())
            .distinct()
            .map(storedKeys::tags)
            .toList();
    List<String> tags = tagged.stream().flatMap(List::stream).toList();
    return users
        .findKnown(key.environment(), key.subaccount(), tags)
        .onItem()
        .ifNotNull()
        .invoke(user -> retag(user, tagged))
        .onItem()
        .ifNull()
        .switchTo(
            () ->
                users.persist(
                    new UserRow(
                        UUID.randomUUID(),
                        key.environment(),
                        tags.getFirst(),
                        key.subaccount(),
                        now)));
  }

  /** A tag of an older master key is not known any more when that key is taken away. */
  private static void retag(UserRow user, List<List<String>> tagged) {
    tagged.stream()
        .filter(tags -> tags.contains(user.exchangeAccount))
        .findFirst()
        .ifPresent(tags -> user.exchangeAccount = tags.getFirst());
  }

  private Uni<CredentialRow> store(AccountId account, ExchangeKey key, Instant now) {
    String sealed = storedKeys.seal(account, key);
    String tag = storedKeys.tags(key.keyId()).getFirst();
    return credentials
        .find("userId", account.value())
        .firstResult()
        .onItem()
        .ifNotNull()
        .invoke(
            row -> {
              row.encryptedApiKey = sealed;
              row.keyIdTag = tag;
              row.updatedAt = now;
            })
        .onItem()
        .ifNull()
        .switchTo(
            () ->
                credentials.persist(
                    new CredentialRow(UUID.randomUUID(), account.value(), sealed, tag, now)));
  }

  private Uni<List<UUID>> replace(List<Claims> held) {
    return Multi.createFrom()
        .iterable(held)
        .onItem()
        .transformToUniAndConcatenate(
            one ->
                revoke(
                    sessions.list(
                        "id = ?1 and userId = ?2 and revokedAt is null",
                        one.session(),
                        one.user())))
        .collect()
        .in(ArrayList::new, List::addAll);
  }

  private Uni<Login> begin(AccountId account, Instant now, List<UUID> replaced) {
    Duration unused = Duration.ofHours(config.expirationHours());
    Duration life = unused.compareTo(config.maxLife()) < 0 ? unused : config.maxLife();
    Instant expires = now.truncatedTo(ChronoUnit.SECONDS).plus(life);
    return sessions
        .persist(new SessionRow(UUID.randomUUID(), account.value(), now, expires))
        .map(row -> new Login(account, row.id, row.expiresAt, replaced));
  }

  /** Deletes the stored key, and with it what is cached, and revokes all sessions. */
  Uni<List<UUID>> logout(AccountId account) {
    return deleted(
        () ->
            credentials
                .find("userId", account.value())
                .firstResult()
                .onItem()
                .ifNotNull()
                .call(credentials::delete)
                .chain(gone -> revokeAll(account)));
  }

  /** Deletes everything known of the user, the journal included; returns the sessions ended. */
  Uni<List<UUID>> delete(AccountId account) {
    return deleted(() -> revokeAll(account).call(ended -> users.deleteById(account.value())));
  }

  /**
   * The journal may hold rows that are to be deleted and wait for one that is: of two transactions
   * that wait for each other the database ends one, and this one then begins again.
   */
  private static <T> Uni<T> deleted(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> Panache.withTransaction(work))
        .onFailure(PessimisticLockException.class)
        .retry()
        .atMost(DEADLOCKS);
  }

  private Uni<List<UUID>> revokeAll(AccountId account) {
    return revoke(sessions.list("userId = ?1 and revokedAt is null", account.value()));
  }

  private Uni<List<UUID>> revoke(Uni<List<SessionRow>> living) {
    return living
        .invoke(rows -> rows.forEach(row -> row.revokedAt = clock.instant()))
        .call(sessions::flush)
        .map(rows -> rows.stream().map(row -> row.id).toList());
  }
}
