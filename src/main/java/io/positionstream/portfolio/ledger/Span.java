package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Money;

/**
 * A stretch of contracts within a whole. Cut into spans without a hole, the whole's amounts are cut
 * into parts that add up to them exactly, each off by less than 10⁻⁶ $ from its own share.
 */
record Span(Contracts from, Contracts to, Contracts whole) {

  Money of(Money amount) {
    return amount.share(to, whole).minus(amount.share(from, whole));
  }
}
