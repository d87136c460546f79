package io.positionstream.account;

import java.security.MessageDigest;

/** Key material that no text form shows and that is compared in constant time. */
final class Secret {

  private final byte[] bytes;

  Secret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of the material. */
  byte[] reveal() {
    return bytes.clone();
  }

  /** Whether so few different bytes occur that somebody typed it. */
  boolean looksTyped() {
    boolean[] seen = new boolean[256];
    int distinct = 0;
    for (byte b : bytes) {
      distinct += seen[b & 0xff] ? 0 : 1;
      seen[b & 0xff] = true;
    }
    return distinct < 10;
  }

  int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
