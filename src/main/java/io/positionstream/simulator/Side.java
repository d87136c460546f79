package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The outcome a trade positions its account for. */
enum Side {
  @JsonProperty("yes")
  YES("yes", "bid"),
  @JsonProperty("no")
  NO("no", "ask");

  private final String outcome;
  private final String book;

  Side(String outcome, String book) {
    this.outcome = outcome;
    this.book = book;
  }

  /** {@code outcome_side} on the wire. */
  String outcome() {
    return outcome;
  }

  /** {@code book_side} on the wire: the same direction in the words of the book. */
  String book() {
    return book;
  }

  /** What one contract of this side costs when YES costs {@code yesPrice}. */
  Price priceOf(Price yesPrice) {
    return this == YES ? yesPrice : yesPrice.complement();
  }

  /** The change of a position: + for YES, − for NO. */
  Contracts signed(Contracts count) {
    return this == YES ? count : Contracts.ZERO.minus(count);
  }
}
