package io.positionstream.exchange.kalshi;

/** The line ended and another attempt is worth it. The message is the reason, for people. */
final class LineLost extends RuntimeException {

  private final LossReason reason;

  LineLost(LossReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The socket lives, and does not tell what it should. */
  static LineLost deaf(String message) {
    return new LineLost(LossReason.DEAF, message);
  }

  /** The same for metrics. */
  LossReason reason() {
    return reason;
  }
}
