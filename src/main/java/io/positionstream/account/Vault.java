package io.positionstream.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is stored for a user. Stored form: {@code f1:<master key id>:<Fernet token>}. Each
 * user and purpose has a Fernet key of its own (HKDF-SHA256 of the master key), so that a token
 * copied into another row is as unreadable as a forged one.
 *
 * <p>Thread-safe; a call takes some tens of microseconds.
 */
final class Vault {

  private static final String FORM = "f1";

  private final List<MasterKey> keys;
  private final Clock clock;
  private final SecureRandom random;

  /** A master key under its public name: eight hex digits that say nothing of it. */
  private record MasterKey(String id, Secret secret) {
    static MasterKey of(Secret secret) {
      return new MasterKey(
          HexFormat.of().formatHex(derive(secret, "master key id", 4).reveal()), secret);
    }
  }

  /**
   * @param masterKeys 32 bytes each; the first encrypts, all decrypt
   */
  Vault(List<Secret> masterKeys, Clock clock, SecureRandom random) {
    if (masterKeys.isEmpty()) {
      throw new IllegalArgumentException("a vault needs a master key");
    }
    this.keys = masterKeys.stream().map(MasterKey::of).toList();
    this.clock = clock;
    this.random = random;
  }

  /** Encrypts for this owner and purpose, under the first master key. */
  String seal(UUID owner, String purpose, String plain) {
    byte[] iv = new byte[16];
    random.nextBytes(iv);
    MasterKey key = keys.getFirst();
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    String token = fernet(key, owner, purpose).encrypt(bytes, clock.instant(), iv);
    Arrays.fill(bytes, (byte) 0);
    return currentPrefix() + token;
  }

  /** Reads what {@link #seal} made for the same owner and purpose. */
  String open(UUID owner, String purpose, String stored) throws VaultFailure {
    String[] parts = stored.split(":", 3);
    if (parts.length != 3 || !FORM.equals(parts[0])) {
      throw new VaultFailure();
    }
    for (MasterKey key : keys) {
      if (key.id().equals(parts[1])) {
        byte[] plain =
            fernet(key, owner, purpose).decrypt(parts[2], clock.instant(), Optional.empty());
        String text = new String(plain, StandardCharsets.UTF_8);
        Arrays.fill(plain, (byte) 0);
        return text;
      }
    }
    throw new VaultFailure();
  }

  /** What everything begins with that is sealed under the first key; anything else is outdated. */
  String currentPrefix() {
    return FORM + ":" + keys.getFirst().id() + ":";
  }

  /** Public names of the master keys: the one that encrypts first. */
  List<String> keyIds() {
    return keys.stream().map(MasterKey::id).distinct().toList();
  }

  /**
   * What a value is found by without storing it: a keyed hash, one per master key, the first key's
   * first. Compare with all, store the first.
   */
  List<String> tags(String purpose, String value) {
    return keys.stream().map(key -> tag(key, purpose, value)).toList();
  }

  private static String tag(MasterKey key, String purpose, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(derive(key.secret(), "tag\0" + purpose, 32).reveal(), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  private static Fernet fernet(MasterKey key, UUID owner, String purpose) {
    return new Fernet(derive(key.secret(), "row\0" + owner + "\0" + purpose, 32));
  }

  private static Secret derive(Secret master, String info, int length) {
    try {
      return new Secret(
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(master.reveal())
                      .thenExpand(info.getBytes(StandardCharsets.UTF_8), length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of JDK 25", e);
    }
  }
}
