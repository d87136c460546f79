package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivateKeysTest {

  static Stream<String> waysToWriteTheSameKey() {
    String pkcs1 = TestKeys.pkcs1(TestKeys.RSA);
    String pkcs8 = TestKeys.pkcs8(TestKeys.RSA);
    return Stream.of(
        pkcs1,
        pkcs8,
        pkcs1.replace("\n", "\r\n"),
        pkcs1.replace("\n", "\\n"),
        pkcs8.replace("\n", "\\r\\n"),
        "\n  " + pkcs1.replace("\n", "  \n   ") + "\n\n",
        pkcs8.strip());
  }

  @ParameterizedTest
  @MethodSource("waysToWriteTheSameKey")
  void readsRsaKeysHoweverTheyAreWritten(String pem) {
    assertThat(PrivateKeys.read(pem)).isEqualTo(TestKeys.RSA.getPrivate());
  }

  @Test
  void readsEd25519Keys() {
    assertThat(PrivateKeys.read(TestKeys.pkcs8(TestKeys.ED25519)).getEncoded())
        .isEqualTo(TestKeys.ED25519.getPrivate().getEncoded());
  }

  static Stream<String> textsThatAreNoKey() {
    byte[] secret = TestKeys.RSA.getPrivate().getEncoded();
    byte[] damaged = secret.clone();
    damaged[3] ^= 0x55;
    return Stream.of(
        "",
        "  ",
        "/home/somebody/kalshi.key",
        Base64.getEncoder().encodeToString(secret),
        TestKeys.pem("PRIVATE KEY", damaged),
        TestKeys.pem("RSA PRIVATE KEY", secret),
        TestKeys.pem("ENCRYPTED PRIVATE KEY", secret),
        TestKeys.pem("PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded()),
        TestKeys.pkcs8(TestKeys.RSA).replace("END", "ENX"));
  }

  @ParameterizedTest
  @MethodSource("textsThatAreNoKey")
  void refusesEverythingElseWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> PrivateKeys.read(text))
        .isInstanceOf(UnusableKey.class)
        .hasMessageStartingWith("Expected an RSA or Ed25519 private key")
        .hasNoCause()
        .extracting(Throwable::getMessage)
        .asString()
        .hasSizeLessThan(220)
        .doesNotContain("somebody");
  }
}
