package io.positionstream.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What closing a whole position at once would bring.
 *
 * @param atTop how many of its contracts the best order of the book takes, not below zero
 * @param value what they all bring there, before fees; empty when that is not known
 * @param estimatedFee a taker's fee of an ordinary series; empty with {@code value}
 * @param unknown why the value is not known; empty exactly when it is
 */
public record Exit(
    Contracts atTop,
    Optional<Money> value,
    Optional<Money> estimatedFee,
    Optional<Unknown> unknown) {

  /** Why nobody can say what it brings. */
  public enum Unknown {
    /** Trading is over: there is nothing to sell to. */
    NOT_TRADING,
    /** Nobody buys the side held. */
    NO_BUYER,
    /** The bid is not below the ask: one of them is old. */
    CROSSED,
    /** The best order takes only a part; what is behind it is not watched. */
    TOO_SHALLOW
  }

  /** Closing {@code position} against the top of its book. */
  public static Exit of(Position position) {
    Quote quote = position.quote();
    Side side = position.side();
    if (position.market().phase() != Market.Phase.OPEN) {
      return unknown(Contracts.ZERO, Unknown.NOT_TRADING);
    }
    Optional<Price> bid = quote.bidFor(side);
    if (bid.isEmpty()) {
      return unknown(Contracts.ZERO, Unknown.NO_BUYER);
    }
    if (quote.askFor(side).filter(ask -> ask.compareTo(bid.get()) <= 0).isPresent()) {
      return unknown(Contracts.ZERO, Unknown.CROSSED);
    }
    Contracts offered = side == Side.YES ? quote.bidSize() : quote.askSize();
    Contracts quantity = position.quantity();
    if (offered.compareTo(quantity) < 0) {
      return unknown(offered, Unknown.TOO_SHALLOW);
    }
    return new Exit(
        quantity,
        Optional.of(bid.get().times(quantity)),
        Optional.of(takerFee(quantity, bid.get())),
        Optional.empty());
  }

  /**
   * 0.07 x C x P x (1 - P), rounded up to 10⁻⁴ $: the general schedule. Some series take half of
   * it, and rebates come on top, so this is an estimate; what was paid stands in the fill.
   */
  static Money takerFee(Contracts quantity, Price price) {
    // 10^-2 rate x 10^-2 contracts x 10^-4 x 10^-4 dollars: 10^-12 $.
    BigInteger exact =
        BigInteger.valueOf(7)
            .multiply(BigInteger.valueOf(quantity.units()))
            .multiply(BigInteger.valueOf(price.units() * price.complement().units()));
    return Money.ofDollars(
        new BigDecimal(exact, 12).setScale(4, RoundingMode.CEILING).toPlainString());
  }

  private static Exit unknown(Contracts atTop, Unknown why) {
    return new Exit(atTop, Optional.empty(), Optional.empty(), Optional.of(why));
  }
}
