package io.positionstream.account;

/** Why a session is over. */
public enum EndReason {
  /** Logged out, here or elsewhere. */
  SESSION_ENDED,
  /** Nobody renewed it in time. */
  SESSION_EXPIRED
}
