package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure.UnusableKey;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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

  /** Shared by who signs with the same key; empty once it is forgotten. */
  private final AtomicReference<@Nullable PrivateKey> privateKey;

  private final Clock clock;
  private volatile Duration offset = Duration.ZERO;

  /**
   * @throws UnusableKey if the private key is none
   */
  KalshiSigner(ExchangeKey key, Clock clock) {
    this(key.keyId(), new AtomicReference<>(PrivateKeys.read(key.privateKeyPem())), clock);
  }

  private KalshiSigner(
      String keyId, AtomicReference<@Nullable PrivateKey> privateKey, Clock clock) {
    this.keyId = keyId;
    this.privateKey = privateKey;
    this.clock = clock;
  }

  /** The same key by another clock, of which nothing is known yet. */
  KalshiSigner by(Clock other) {
    return new KalshiSigner(keyId, privateKey, other);
  }

  /** Whoever still refers to this signer, or to another of the same key, cannot sign any more. */
  void forget() {
    privateKey.set(null);
  }

  /**
   * Headers for one attempt, now. The query of {@code uri} is not signed.
   *
   * @throws UnusableKey if the key was forgotten
   */
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
    PrivateKey key = privateKey.get();
    if (key == null) {
      throw new UnusableKey("The account was closed.");
    }
    try {
      Signature signature;
      if (key.getAlgorithm().equals("RSA")) {
        signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(PSS);
      } else {
        signature = Signature.getInstance("Ed25519");
      }
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK cannot sign with " + key.getAlgorithm(), e);
    }
  }
}
