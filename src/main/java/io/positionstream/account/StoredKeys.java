package io.positionstream.account;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Exchange keys in the form the database holds: one sealed token, found by keyed tags. */
@ApplicationScoped
class StoredKeys {

  private static final String PURPOSE = "exchange key";
  private static final String TAG = "exchange key id";

  private final Vault vault;

  StoredKeys(Vault vault) {
    this.vault = vault;
  }

  String seal(AccountId owner, ExchangeKey key) {
    return vault.seal(
        owner.value(),
        PURPOSE,
        new JsonObject()
            .put("environment", key.environment())
            .put("key_id", key.keyId())
            .put("private_key", key.privateKeyPem())
            .put("subaccount", key.subaccount())
            .encode());
  }

  ExchangeKey open(AccountId owner, String sealed) throws VaultFailure {
    String text = vault.open(owner.value(), PURPOSE, sealed);
    try {
      JsonObject json = new JsonObject(text);
      return new ExchangeKey(
          json.getString("environment"),
          json.getString("key_id"),
          json.getString("private_key"),
          json.getInteger("subaccount"));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new VaultFailure();
    }
  }

  /** What everything begins with that is sealed under today's master key. */
  String currentPrefix() {
    return vault.currentPrefix();
  }

  /** Public names of the master keys, today's first. */
  List<String> masterKeyIds() {
    return vault.keyIds();
  }

  /** All tags a key id may be stored under; the first is the one to store. */
  List<String> tags(String keyId) {
    return vault.tags(TAG, keyId);
  }
}
