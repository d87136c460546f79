package io.positionstream.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as the exchange hands them out, and pure Ed25519 signatures. */
final class EdKeys {
  private static final String ALGORITHM = "Ed25519";

  private EdKeys() {}

  static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /** PKCS#8: {@code BEGIN PRIVATE KEY}. */
  static String toPem(PrivateKey key) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  static PublicKey publicKey(String encoded) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("not an Ed25519 public key", e);
    }
  }

  static boolean verifies(PublicKey key, String text, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
