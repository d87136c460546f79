package io.positionstream.simulator;

import java.time.Instant;

/**
 * A trade as its account sees it.
 *
 * @param number counts the fills of the account from 0
 * @param at when it happened; later for every later fill of the account
 * @param positionBefore net position before it, signed
 * @param positionAfter net position after it, signed
 */
record Fill(
    long number,
    String tradeId,
    String orderId,
    Execution terms,
    Instant at,
    Contracts positionBefore,
    Contracts positionAfter) {

  /**
   * The exchange's legacy {@code action}, which says "sell" only when a NO position is closed: kept
   * as contradictory as it was seen on the wire, so that nobody relies on it.
   */
  String legacyAction() {
    return terms.side() == Side.YES && positionBefore.hundredths() < 0 ? "sell" : "buy";
  }
}
