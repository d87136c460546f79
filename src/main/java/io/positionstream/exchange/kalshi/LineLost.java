package io.positionstream.exchange.kalshi;

/** The line ended and another attempt is worth it. The message is the reason, for people. */
final class LineLost extends RuntimeException {

  LineLost(String reason) {
    super(reason, null, false, false);
  }
}
