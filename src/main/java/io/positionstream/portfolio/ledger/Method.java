package io.positionstream.portfolio.ledger;

/** Which contracts a closing takes its cost from. */
public enum Method {
  /** From the oldest lot; exact, as prices are. */
  FIFO,
  /**
   * From all open contracts alike, rounded half-even once to 10⁻⁶ $; the remainder stays with what
   * is open. The exchange's own rule.
   */
  AVERAGE
}
