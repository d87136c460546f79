package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.TradeId;
import java.util.Optional;

/**
 * One summand of a figure.
 *
 * @param lot the fill that opened the contracts it is about; empty when no known fill did, and for
 *     what is about no contracts
 * @param fill the fill it comes from; empty for the settlement and for what no fill explains
 */
public record Part<A>(Kind kind, Optional<TradeId> lot, Optional<TradeId> fill, A amount) {

  /** What it comes from. */
  public enum Kind {
    /** Open contracts. */
    LOT,
    /** Contracts that were closed. */
    CLOSING,
    /** A fill as a whole. */
    FILL,
    /** What the exchange says beyond all that the known fills prove. */
    UNEXPLAINED
  }

  static <A> Part<A> of(Lot lot, A amount) {
    return new Part<>(Kind.LOT, lot.fill(), Optional.empty(), amount);
  }

  static <A> Part<A> of(Closing closing, A amount) {
    return new Part<>(Kind.CLOSING, closing.lot(), closing.fill(), amount);
  }

  static <A> Part<A> of(TradeId fill, A amount) {
    return new Part<>(Kind.FILL, Optional.empty(), Optional.of(fill), amount);
  }

  static <A> Part<A> unexplained(A amount) {
    return new Part<>(Kind.UNEXPLAINED, Optional.empty(), Optional.empty(), amount);
  }
}
