package io.positionstream.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Who we are at an exchange. Hides itself: no text form shows the key id or the private key.
 *
 * @param environment name of the environment the key belongs to
 * @param keyId the exchange's name of the key
 * @param privateKeyPem the private key as the user gave it (PKCS#1 or PKCS#8 PEM)
 * @param subaccount number of the subaccount watched; 0 is the primary one
 */
public record ExchangeKey(String environment, String keyId, String privateKeyPem, int subaccount) {

  /** Tells two keys apart without keeping either. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(environment, keyId, privateKeyPem, "" + subaccount)) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ExchangeKey[" + environment + ", hidden]";
  }
}
