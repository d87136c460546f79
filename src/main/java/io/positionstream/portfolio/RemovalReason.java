package io.positionstream.portfolio;

/** Why a position left the list. */
public enum RemovalReason {
  /** Sold, or netted to zero. */
  CLOSED,
  /** Its market paid out. */
  SETTLED
}
