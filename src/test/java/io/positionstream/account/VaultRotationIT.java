package io.positionstream.account;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(VaultRotationIT.TwoKeys.class)
class VaultRotationIT {

  private static final String NEW = "uQ3k0Yb5vJm2Rz8TtWc1nXh7LpEa4GdS6oViFyKqBwM=";
  private static final String OLD = "Zk9rT2vQ8hLx4Nw1Yc6Jm3Pd7Rb0Sg5UeAfXiVoKqCE=";

  /** A service in the middle of a change of keys. */
  public static class TwoKeys extends StubProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      var all = new java.util.HashMap<>(super.getConfigOverrides());
      all.put("secrets.encryption-keys", NEW + "," + OLD);
      return all;
    }
  }

  private final StoredKeys older = new StoredKeys(vault(OLD));
  private final List<AccountId> made = new ArrayList<>();

  @Inject Pool pool;
  @Inject Vault vault;
  @Inject StoredKeys storedKeys;
  @Inject VaultRotation rotation;
  @Inject VaultRows rows;

  @BeforeEach
  @AfterEach
  void empty() {
    pool.query("DELETE FROM users").executeAndAwait();
  }

  @Test
  void sealsEveryRowOfAnOlderKeyAnewBatchByBatch() throws VaultFailure {
    int count = 2 * VaultRotation.BATCH + 7;
    IntStream.range(0, count).forEach(i -> store(older, "key-" + i));
    rows.count().await().indefinitely();
    assertThat(gauge(vault.keyIds().getLast())).isEqualTo(count);

    VaultRotation.Outcome outcome = rotation.rotate().await().indefinitely();

    assertThat(outcome).isEqualTo(new VaultRotation.Outcome(count, 0));
    StoredKeys newestOnly = new StoredKeys(vault(NEW));
    for (int i = 0; i < count; i++) {
      Row row = row(made.get(i));
      assertThat(newestOnly.open(made.get(i), row.getString("encrypted_api_key")).keyId())
          .isEqualTo("key-" + i);
      String tag = newestOnly.tags("key-" + i).getFirst();
      assertThat(row.getString("key_id_tag")).isEqualTo(tag);
      assertThat(row.getString("exchange_account")).isEqualTo(tag);
    }
    assertThat(gauge(vault.keyIds().getFirst())).isEqualTo(count);
    assertThat(gauge(vault.keyIds().getLast())).isZero();
  }

  @Test
  void leavesAloneWhatItCannotReadAndCountsIt() {
    StoredKeys stranger = new StoredKeys(vault(random()));
    AccountId lost = store(stranger, "lost");
    AccountId old = store(older, "old");
    String before = row(lost).getString("encrypted_api_key");

    VaultRotation.Outcome outcome = rotation.rotate().await().indefinitely();

    assertThat(outcome).isEqualTo(new VaultRotation.Outcome(1, 1));
    assertThat(row(lost).getString("encrypted_api_key")).isEqualTo(before);
    assertThat(row(old).getString("encrypted_api_key")).startsWith(vault.currentPrefix());
    assertThat(gauge(VaultRows.UNKNOWN)).isOne();
  }

  @Test
  void goesOnWhereAnInterruptedRotationStopped() {
    store(storedKeys, "done already");
    store(older, "left");

    VaultRotation.Outcome outcome = rotation.rotate().await().indefinitely();
    VaultRotation.Outcome again = rotation.rotate().await().indefinitely();

    assertThat(outcome).isEqualTo(new VaultRotation.Outcome(1, 0));
    assertThat(again).isEqualTo(new VaultRotation.Outcome(0, 0));
  }

  @Test
  void letsALoginInBetweenWin() {
    AccountId account = store(older, "before");
    String login = storedKeys.seal(account, key("after"));
    // A login that is not yet committed when the rotation reads, and is when it wants to write.
    var transaction = pool.getConnectionAndAwait();
    var begun = transaction.beginAndAwait();
    transaction
        .preparedQuery("UPDATE user_credentials SET encrypted_api_key = $2 WHERE user_id = $1")
        .executeAndAwait(Tuple.of(account.value(), login));

    var rotating = rotation.rotate().subscribeAsCompletionStage().toCompletableFuture();
    awaitBlockedWriter();
    begun.commitAndAwait();
    transaction.closeAndAwait();

    assertThat(rotating.join()).isEqualTo(new VaultRotation.Outcome(0, 0));
    assertThat(row(account).getString("encrypted_api_key")).isEqualTo(login);
  }

  private void awaitBlockedWriter() {
    org.awaitility.Awaitility.await()
        .until(
            () ->
                pool.query("SELECT 1 FROM pg_locks WHERE NOT granted").executeAndAwait().size()
                    > 0);
  }

  private AccountId store(StoredKeys keys, String keyId) {
    AccountId account = new AccountId(UUID.randomUUID());
    String tag = keys.tags(keyId).getFirst();
    pool.preparedQuery("INSERT INTO users VALUES ($1, 'simulator', $2, 0, now())")
        .executeAndAwait(Tuple.of(account.value(), tag));
    pool.preparedQuery("INSERT INTO user_credentials VALUES ($1, $2, $3, $4, now(), now())")
        .executeAndAwait(
            Tuple.of(UUID.randomUUID(), account.value(), keys.seal(account, key(keyId)), tag));
    made.add(account);
    return account;
  }

  private Row row(AccountId account) {
    return pool.preparedQuery(
            "SELECT * FROM user_credentials c JOIN users u ON u.id = c.user_id WHERE u.id = $1")
        .executeAndAwait(Tuple.of(account.value()))
        .iterator()
        .next();
  }

  private static double gauge(String key) {
    return get("/q/metrics")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> line.startsWith("vault_rows{key=\"" + key + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private static ExchangeKey key(String id) {
    return new ExchangeKey("simulator", id, "pem", 0);
  }

  private static Vault vault(String key) {
    return new Vault(
        List.of(new Secret(Base64.getUrlDecoder().decode(key))),
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static String random() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getUrlEncoder().encodeToString(key);
  }
}
