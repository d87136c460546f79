package io.positionstream.account;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Fernet token format, version 0x80: AES-128-CBC under HMAC-SHA256, as its specification has
 * it. Thread-safe. The text is only looked at once the MAC is proven.
 */
final class Fernet {

  private static final byte VERSION = (byte) 0x80;
  private static final int HALF = 16;
  private static final int HEADER = 1 + Long.BYTES + HALF;
  private static final int MAC = 32;
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final SecretKeySpec signing;
  private final SecretKeySpec encrypting;

  /**
   * @param key 32 bytes: 16 that sign, 16 that encrypt
   */
  Fernet(Secret key) {
    byte[] both = key.reveal();
    if (both.length != 2 * HALF) {
      throw new IllegalArgumentException("a Fernet key has 32 bytes, not " + both.length);
    }
    signing = new SecretKeySpec(both, 0, HALF, "HmacSHA256");
    encrypting = new SecretKeySpec(both, HALF, HALF, "AES");
  }

  /**
   * @param iv 16 random bytes, never used twice
   */
  String encrypt(byte[] plain, Instant now, byte[] iv) {
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(plain);
      ByteBuffer token = ByteBuffer.allocate(HEADER + text.length + MAC);
      token.put(VERSION).putLong(now.getEpochSecond()).put(iv).put(text);
      token.put(mac(token.array(), HEADER + text.length));
      return Base64.getUrlEncoder().encodeToString(token.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES and HMAC are part of every JDK", e);
    }
  }

  /**
   * Reads a token.
   *
   * @param ttl how long after its making it is good; empty: for ever, whatever the clock says
   */
  byte[] decrypt(String token, Instant now, Optional<Duration> ttl) throws VaultFailure {
    byte[] all = decoded(token);
    int textLength = all.length - HEADER - MAC;
    if (textLength <= 0 || textLength % HALF != 0 || all[0] != VERSION) {
      throw new VaultFailure();
    }
    Instant made = Instant.ofEpochSecond(Math.clamp(ByteBuffer.wrap(all).getLong(1), 0, 1L << 40));
    if (ttl.isPresent() && (made.plus(ttl.get()).isBefore(now) || made.isAfter(now.plus(SKEW)))) {
      throw new VaultFailure();
    }
    try {
      byte[] given = Arrays.copyOfRange(all, all.length - MAC, all.length);
      if (!MessageDigest.isEqual(mac(all, all.length - MAC), given)) {
        throw new VaultFailure();
      }
      byte[] iv = Arrays.copyOfRange(all, HEADER - HALF, HEADER);
      return cipher(Cipher.DECRYPT_MODE, iv).doFinal(all, HEADER, textLength);
    } catch (GeneralSecurityException e) {
      throw new VaultFailure();
    }
  }

  private static byte[] decoded(String token) throws VaultFailure {
    try {
      byte[] all = Base64.getUrlDecoder().decode(token);
      // One token has one text form.
      if (!Base64.getUrlEncoder().encodeToString(all).equals(token)) {
        throw new VaultFailure();
      }
      return all;
    } catch (IllegalArgumentException e) {
      throw new VaultFailure();
    }
  }

  private byte[] mac(byte[] bytes, int length) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(signing);
    mac.update(bytes, 0, length);
    return mac.doFinal();
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    // The format prescribes CBC; the MAC above is what protects it.
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, encrypting, new IvParameterSpec(iv));
    return cipher;
  }
}
