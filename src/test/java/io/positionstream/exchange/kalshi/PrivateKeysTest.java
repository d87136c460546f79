package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrivateKeysTest {

  private static final KeyPair EC = TestKeys.generate("EC", 256);
  private static final byte[] SECRET = TestKeys.RSA.getPrivate().getEncoded();

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("RSA, PKCS#1", TestKeys.pkcs1(TestKeys.RSA), TestKeys.RSA.getPrivate()),
        Arguments.of("RSA, PKCS#8", TestKeys.pkcs8(TestKeys.RSA), TestKeys.RSA.getPrivate()),
        Arguments.of(
            "Ed25519, PKCS#8", TestKeys.pkcs8(TestKeys.ED25519), TestKeys.ED25519.getPrivate()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void readsAKeyHoweverItsLinesAreWritten(String form, String pem, PrivateKey key) {
    List<UnaryOperator<String>> ways =
        List.of(
            text -> text,
            text -> text.replace("\n", "\r\n"),
            text -> text.replace("\n", "\r"),
            text -> text.replace("\n", "\\n"),
            text -> text.replace("\n", "\\r\\n"),
            text -> text.replace("\n", "\\n\n"),
            text -> "\n  " + text.replace("\n", "  \n\t") + "\n\n",
            text -> text.replace("\n", "\n\n \n"),
            text -> "\uFEFF" + text,
            text -> "\uFEFF \r\n" + text.replace("\n", "\r\n"),
            text -> "Bag Attributes\n    friendlyName: kalshi\n" + text,
            String::strip);

    assertThat(ways)
        .allSatisfy(
            way ->
                assertThat(PrivateKeys.read(way.apply(pem)).getEncoded())
                    .isEqualTo(key.getEncoded()));
  }

  static Stream<Arguments> textsThatAreNoKey() {
    String rsa = TestKeys.pkcs8(TestKeys.RSA);
    byte[] damaged = SECRET.clone();
    damaged[3] ^= 0x55;
    return Stream.of(
        Arguments.of("", "nothing"),
        Arguments.of(" \r\n\t", "nothing"),
        Arguments.of("/home/somebody/kalshi.key", "names a file"),
        Arguments.of("C:\\Users\\somebody\\new.txt", "names a file"),
        Arguments.of(Base64.getEncoder().encodeToString(SECRET), "a text without one"),
        Arguments.of(HexFormat.of().formatHex(SECRET), "a text without one"),
        Arguments.of(TestKeys.pem("PRIVATE KEY", damaged), "damaged"),
        Arguments.of(TestKeys.pem("PRIVATE KEY", new byte[0]), "damaged"),
        Arguments.of(TestKeys.pem("RSA PRIVATE KEY", SECRET), "damaged"),
        Arguments.of(rsa.substring(0, rsa.length() / 2), "damaged"),
        Arguments.of(rsa.replace("END", "ENX"), "damaged"),
        Arguments.of(cut(rsa), "damaged"),
        Arguments.of(rsa.replaceFirst("M", "!"), "damaged"),
        Arguments.of(TestKeys.pem("OPENSSH PRIVATE KEY", damaged), "OpenSSH"),
        Arguments.of(TestKeys.pem("ENCRYPTED PRIVATE KEY", SECRET), "damaged"),
        Arguments.of(TestKeys.pem("ENCRYPTED PRIVATE KEY", encryptedInfo()), "passphrase"),
        Arguments.of(encryptedPkcs1(), "passphrase"),
        Arguments.of(TestKeys.pkcs8(EC), "another kind"),
        Arguments.of(TestKeys.pkcs8(TestKeys.generate("RSA", 512)), "less than 1024 bits"),
        Arguments.of(
            TestKeys.pem("PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded()), "a public key"),
        Arguments.of(
            TestKeys.pem("PUBLIC KEY", TestKeys.ED25519.getPublic().getEncoded()), "a public key"),
        Arguments.of(CERTIFICATE, "a certificate"));
  }

  @ParameterizedTest
  @MethodSource("textsThatAreNoKey")
  void refusesEverythingElseWithoutQuotingIt(String text, String found) {
    assertThatThrownBy(() -> PrivateKeys.read(text))
        .isInstanceOf(UnusableKey.class)
        .hasMessageStartingWith("Expected an RSA or Ed25519 private key")
        .hasMessageContaining(", found ")
        .hasMessageContaining(found)
        .hasNoCause()
        .extracting(Throwable::getMessage)
        .asString()
        .hasSizeLessThan(220)
        .doesNotContain("somebody");
  }

  /** Without one of its lines. */
  private static String cut(String pem) {
    List<String> lines = pem.lines().toList();
    return String.join("\n", lines.subList(0, 5)) + "\n" + lines.getLast() + "\n";
  }

  /** The outer form of a key under a passphrase: an algorithm (PBES2) and bytes. */
  private static byte[] encryptedInfo() {
    return HexFormat.of().parseHex("3013" + "300b" + "06092a864886f70d01050d" + "0404deadbeef");
  }

  private static String encryptedPkcs1() {
    return TestKeys.pkcs1(TestKeys.RSA)
        .replace(
            "-----BEGIN RSA PRIVATE KEY-----\n",
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                + "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n");
  }

  /** Made for this test: Ed25519, self-signed. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBMjCB5aADAgECAhQFOVPutsDYyjnyxXsPH9Y1Qm/wdjAFBgMrZXAwDzENMAsG
      A1UEAwwEdGVzdDAeFw0yNjExMjExMTIyNTdaFw0zNjExMTgxMTIyNTdaMA8xDTAL
      BgNVBAMMBHRlc3QwKjAFBgMrZXADIQBcLiNpLw0vHahYbWsVj1rQ0HwfrUx0eCXP
      TcP3p+X9PaNTMFEwHQYDVR0OBBYEFDu+kkoDk724PiAj+LBVuvHpEUWBMB8GA1Ud
      IwQYMBaAFDu+kkoDk724PiAj+LBVuvHpEUWBMA8GA1UdEwEB/wQFMAMBAf8wBQYD
      K2VwA0EAz0YTYBh5pBD6PmA/AuZmxI5pSRIw7Q+vew4Mlh9nJZ0tk5nYCbDrjkMv
      jtKmlKHcQbwjVt6ILrQdBIcwZseZAg==
      -----END CERTIFICATE-----
      """;
}
