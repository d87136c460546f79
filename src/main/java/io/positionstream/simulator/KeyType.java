package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Locale;

/** The two kinds of keys that a member may have. Everything here is slow: not for event loops. */
enum KeyType {
  RSA {
    @Override
    KeyPair generate() {
      return RsaKeys.generate();
    }

    @Override
    String toPem(PrivateKey key) {
      return RsaKeys.toPem(key);
    }

    @Override
    PublicKey publicKey(String encoded) {
      return RsaKeys.publicKey(encoded);
    }

    @Override
    boolean verifies(PublicKey key, String text, String signature) {
      return RsaKeys.verifies(key, text, signature);
    }
  },
  ED25519 {
    @Override
    KeyPair generate() {
      return EdKeys.generate();
    }

    @Override
    String toPem(PrivateKey key) {
      return EdKeys.toPem(key);
    }

    @Override
    PublicKey publicKey(String encoded) {
      return EdKeys.publicKey(encoded);
    }

    @Override
    boolean verifies(PublicKey key, String text, String signature) {
      return EdKeys.verifies(key, text, signature);
    }
  };

  abstract KeyPair generate();

  /** The private half as it is handed out. */
  abstract String toPem(PrivateKey key);

  /**
   * @param encoded X.509 SubjectPublicKeyInfo, base64
   */
  abstract PublicKey publicKey(String encoded);

  /** False for anything that is not a signature of exactly this text by this key. */
  abstract boolean verifies(PublicKey key, String text, String signature);

  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static KeyType of(String wire) {
    return Arrays.stream(values())
        .filter(type -> type.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("expected rsa or ed25519"));
  }
}
