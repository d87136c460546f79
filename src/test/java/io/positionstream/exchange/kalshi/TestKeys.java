package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Keys made for this run of the tests. */
final class TestKeys {

  static final KeyPair RSA = generate("RSA", 2048);
  static final KeyPair ED25519 = generate("Ed25519", 255);

  private TestKeys() {}

  static ExchangeKey key() {
    return new ExchangeKey("demo", "a952bcbe-ec3b-4b5b-b8f9-11dae589608c", pkcs8(ED25519), 0);
  }

  static String pkcs8(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  static String pkcs1(KeyPair pair) {
    try {
      byte[] inner =
          PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
              .parsePrivateKey()
              .toASN1Primitive()
              .getEncoded();
      return pem("RSA PRIVATE KEY", inner);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, body, label);
  }

  static KeyPair generate(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
