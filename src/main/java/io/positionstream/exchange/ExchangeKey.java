package io.positionstream.exchange;

/**
 * Who we are at an exchange. Hides itself: no text form shows the key id or the private key.
 *
 * @param environment name of the environment the key belongs to
 * @param keyId the exchange's name of the key
 * @param privateKeyPem the private key as the user gave it (PKCS#1 or PKCS#8 PEM)
 * @param subaccount number of the subaccount watched; 0 is the primary one
 */
public record ExchangeKey(String environment, String keyId, String privateKeyPem, int subaccount) {

  @Override
  public String toString() {
    return "ExchangeKey[" + environment + ", hidden]";
  }
}
