package io.positionstream.account;

/** A token that is not what this vault made for this owner. Deliberately says no more. */
final class VaultFailure extends Exception {

  VaultFailure() {
    super("the stored value cannot be read with the configured keys");
  }
}
