package io.positionstream.simulator;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** How a member signs, with either kind of key. */
final class Signing {

  private Signing() {}

  static Map<String, String> headers(
      String keyId, String pem, String method, String path, Instant at) {
    String timestamp = Long.toString(at.toEpochMilli());
    return Map.of(
        "KALSHI-ACCESS-KEY", keyId,
        "KALSHI-ACCESS-TIMESTAMP", timestamp,
        "KALSHI-ACCESS-SIGNATURE", sign(key(pem), timestamp + method + path));
  }

  static PrivateKey key(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      return switch (parser.readObject()) {
        case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
        case PrivateKeyInfo info -> converter.getPrivateKey(info);
        case Object other -> throw new IllegalArgumentException("no private key: " + other);
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("not a PEM", e);
    }
  }

  static String sign(PrivateKey key, String text) {
    try {
      boolean rsa = key.getAlgorithm().equals("RSA");
      Signature signature = Signature.getInstance(rsa ? "RSASSA-PSS" : "Ed25519");
      if (rsa) {
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }
}
