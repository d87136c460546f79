package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.exchange.ExchangeKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KalshiSignerTest {

  private static final URI POSITIONS =
      URI.create("https://exchange.invalid/trade-api/v2/portfolio/positions?limit=1000");

  private final VirtualTime time = new VirtualTime(Instant.ofEpochMilli(1_790_000_000_123L));

  @Test
  void signsTimestampMethodAndPathWithRsaPss() throws GeneralSecurityException {
    ExchangeKey key = new ExchangeKey("demo", "the-key-id", TestKeys.pkcs1(TestKeys.RSA), 0);

    Map<String, String> headers = new KalshiSigner(key, time.clock()).headers("GET", POSITIONS);

    assertThat(headers)
        .containsEntry("KALSHI-ACCESS-KEY", "the-key-id")
        .containsEntry("KALSHI-ACCESS-TIMESTAMP", "1790000000123")
        .containsOnlyKeys(
            "KALSHI-ACCESS-KEY", "KALSHI-ACCESS-TIMESTAMP", "KALSHI-ACCESS-SIGNATURE");
    Signature verifier = Signature.getInstance("RSASSA-PSS");
    verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    assertThat(
            verifies(
                verifier,
                TestKeys.RSA.getPublic(),
                "1790000000123GET/trade-api/v2/portfolio/positions",
                headers))
        .isTrue();
  }

  @Test
  void aForgottenKeySignsNowhere() {
    KalshiSigner signer = new KalshiSigner(TestKeys.key(), time.clock());
    KalshiSigner other = signer.by(time.clock());

    signer.forget();

    assertThatThrownBy(() -> signer.headers("GET", POSITIONS)).isInstanceOf(UnusableKey.class);
    assertThatThrownBy(() -> other.headers("GET", POSITIONS)).isInstanceOf(UnusableKey.class);
  }

  @Test
  void signsWithEd25519() throws GeneralSecurityException {
    Map<String, String> headers =
        new KalshiSigner(TestKeys.key(), time.clock())
            .headers("GET", URI.create("wss://exchange.invalid/trade-api/ws/v2"));

    assertThat(
            verifies(
                Signature.getInstance("Ed25519"),
                TestKeys.ED25519.getPublic(),
                "1790000000123GET/trade-api/ws/v2",
                headers))
        .isTrue();
  }

  @Test
  void signsByTheClockOfTheExchangeOnceCorrected() {
    KalshiSigner signer = new KalshiSigner(TestKeys.key(), time.clock());
    signer.correct(signer.offsetTo(Instant.ofEpochMilli(1_790_000_060_000L)));
    time.pass(Duration.ofSeconds(1));

    assertThat(signer.headers("GET", POSITIONS))
        .containsEntry("KALSHI-ACCESS-TIMESTAMP", "1790000061000");
  }

  private static boolean verifies(
      Signature verifier, PublicKey key, String text, Map<String, String> headers)
      throws GeneralSecurityException {
    verifier.initVerify(key);
    verifier.update(text.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(Base64.getDecoder().decode(headers.get("KALSHI-ACCESS-SIGNATURE")));
  }
}
