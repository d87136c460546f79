package io.positionstream.exchange.kalshi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Arrays;

/**
 * As long as it is open, Ed25519 signatures are mere digests of what was signed: a simulation signs
 * so much that it would do little else. What is signed is still checked; by whom is not.
 */
final class QuickSignatures implements AutoCloseable {

  private static final String NAME = "QuickSignatures";

  QuickSignatures() {
    Security.insertProviderAt(new Quick(), 1);
  }

  @Override
  public void close() {
    Security.removeProvider(NAME);
  }

  private static final class Quick extends Provider {
    Quick() {
      super(NAME, "1", "digests in place of signatures");
      put("Signature.Ed25519", Digest.class.getName());
    }
  }

  /** Made by the security framework. */
  public static final class Digest extends SignatureSpi {
    private final MessageDigest digest;

    public Digest() throws NoSuchAlgorithmException {
      digest = MessageDigest.getInstance("SHA-256");
    }

    @Override
    protected void engineInitVerify(PublicKey key) {
      digest.reset();
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
      digest.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
      digest.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() {
      return Arrays.copyOf(digest.digest(), 64);
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return Arrays.equals(engineSign(), signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
