package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Money;
import java.util.Optional;

/**
 * What contracts cost, by both methods, fees excluded. Empty where the fills do not tell it: the
 * contracts, or some of those that they were averaged with, are older than the first known fill.
 */
public record Cost(Optional<Money> fifo, Optional<Money> average) {

  static final Cost ZERO = of(Money.ZERO);
  static final Cost UNKNOWN = new Cost(Optional.empty(), Optional.empty());

  static Cost of(Money money) {
    return new Cost(Optional.of(money), Optional.of(money));
  }

  public Optional<Money> by(Method method) {
    return switch (method) {
      case FIFO -> fifo;
      case AVERAGE -> average;
    };
  }

  Cost plus(Cost other) {
    return new Cost(sum(fifo, other.fifo), sum(average, other.average));
  }

  /** Empty as soon as one of them is. */
  static Optional<Money> sum(Optional<Money> a, Optional<Money> b) {
    return a.flatMap(x -> b.map(x::plus));
  }
}
