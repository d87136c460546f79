package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys as users hold them: RSA as Kalshi hands it out (PKCS#1) or converted (PKCS#8),
 * and Ed25519 (PKCS#8). No message contains any of the text.
 */
final class PrivateKeys {

  private static final String WANTED =
      "Expected an RSA or Ed25519 private key in PEM form (BEGIN RSA PRIVATE KEY or BEGIN PRIVATE"
          + " KEY), found ";

  /** Less than this cannot hold the padding, or soon not a secret. */
  private static final int SMALLEST_RSA_BITS = 1_024;

  private static final int LARGEST_RSA_BITS = 8_192;
  private static final String OPENSSH = "BEGIN OPENSSH PRIVATE KEY";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private PrivateKeys() {}

  /**
   * Reads PEM text; CRLF, blank lines, blanks around lines, a byte order mark, and the two
   * characters {@code \n} for a line end, as environment variables carry them, are tolerated.
   *
   * @throws UnusableKey if it is anything else
   */
  static PrivateKey read(String pem) {
    if (pem.isBlank()) {
      throw new UnusableKey(WANTED + "nothing.");
    }
    PrivateKeyInfo info = infoOf(parse(normalized(pem)));
    try {
      return checked(
          KeyFactory.getInstance(algorithm(info))
              .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded())));
    } catch (GeneralSecurityException | IOException _) {
      throw new UnusableKey(WANTED + "a damaged one.");
    }
  }

  /** A signature takes the cube of the key's length: a huge key is an attack, not a key. */
  private static PrivateKey checked(PrivateKey key) {
    if (key instanceof RSAKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits > LARGEST_RSA_BITS) {
        throw new UnusableKey(WANTED + "one of more than " + LARGEST_RSA_BITS + " bits.");
      }
      if (bits < SMALLEST_RSA_BITS) {
        throw new UnusableKey(WANTED + "one of less than " + SMALLEST_RSA_BITS + " bits.");
      }
    }
    return key;
  }

  private static String normalized(String pem) {
    return pem.replace(BYTE_ORDER_MARK, "")
        .replace("\\r", "")
        .replace("\\n", "\n")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static @Nullable Object parse(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      return parser.readObject();
    } catch (IOException | RuntimeException _) {
      // The parser's own message may quote what it read.
      throw new UnusableKey(
          WANTED + (pem.contains(OPENSSH) ? "one in the form of OpenSSH." : "a damaged one."));
    }
  }

  private static PrivateKeyInfo infoOf(@Nullable Object parsed) {
    return switch (parsed) {
      case PEMKeyPair pair -> pair.getPrivateKeyInfo();
      case PrivateKeyInfo info -> info;
      case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
          throw new UnusableKey(WANTED + "one that is protected by a passphrase.");
      case SubjectPublicKeyInfo _ -> throw new UnusableKey(WANTED + "a public key.");
      case X509CertificateHolder _ -> throw new UnusableKey(WANTED + "a certificate.");
      case null ->
          throw new UnusableKey(
              WANTED + "a text without one; if it names a file, give what the file contains.");
      default -> throw new UnusableKey(WANTED + "something else.");
    };
  }

  private static String algorithm(PrivateKeyInfo info) {
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      return "Ed25519";
    }
    throw new UnusableKey(WANTED + "one of another kind, perhaps of an elliptic curve.");
  }
}
