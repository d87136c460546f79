package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Signs requests with one key: RSA-PSS (SHA-256, MGF1 with SHA-256, salt of 32 bytes) or Ed25519
 * over timestamp + method + path. Kalshi refuses timestamps more than a few seconds off, so every
 * attempt is signed anew. Thread-safe; an RSA signature takes about 1 ms of CPU.
 */
final class KalshiSigner {

  static final String KEY = "KALSHI-ACCESS-KEY";
  static final String TIMESTAMP = "KALSHI-ACCESS-TIMESTAMP";
  static final String SIGNATURE = "KALSHI-ACCESS-SIGNATURE";

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final String keyId;
  private final PrivateKey privateKey;
  private final Clock clock;
  private volatile Duration offset = Duration.ZERO;

  /**
   * @throws io.positionstream.exchange.ExchangeFailure.UnusableKey if the private key is none
   */
  KalshiSigner(ExchangeKey key, Clock clock) {
    this(key.keyId(), PrivateKeys.read(key.privateKeyPem()), clock);
  }

  private KalshiSigner(String keyId, PrivateKey privateKey, Clock clock) {
    this.keyId = keyId;
    this.privateKey = privateKey;
    this.clock = clock;
  }

  /** The same key by another clock, of which nothing is known yet. */
  KalshiSigner by(Clock other) {
    return new KalshiSigner(keyId, privateKey, other);
  }

  /** Headers for one attempt, now. The query of {@code uri} is not signed. */
  Map<String, String> headers(String method, URI uri) {
    String timestamp = Long.toString(clock.instant().plus(offset).toEpochMilli());
    String text = timestamp + method + uri.getRawPath();
    return Map.of(KEY, keyId, TIMESTAMP, timestamp, SIGNATURE, sign(text));
  }

  /** How far the exchange's clock is ahead of ours, were it {@code theirs} there now. */
  Duration offsetTo(Instant theirs) {
    return Duration.between(clock.instant(), theirs);
  }

  /** Signs by the exchange's clock from now on. */
  void correct(Duration measured) {
    offset = measured;
  }

  private String sign(String text) {
    try {
      Signature signature;
      if (privateKey.getAlgorithm().equals("RSA")) {
        signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(PSS);
      } else {
        signature = Signature.getInstance("Ed25519");
      }
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK cannot sign with " + privateKey.getAlgorithm(), e);
    }
  }
}
