package io.positionstream.portfolio;

import java.util.Optional;

/**
 * One way to price a contract of the side held: a price with where it comes from, or the reason why
 * there is none.
 *
 * @param each dollars a contract; a midpoint may be finer than any price of the exchange
 * @param missing why there is no price; empty exactly when there is one
 */
public record Mark(Source source, Optional<Money> each, Optional<Missing> missing) {

  private static final Contracts ONE_CONTRACT = Contracts.of("1");

  /** What a price is taken from. */
  public enum Source {
    /** Best bid for YES: what a holder of YES gets. */
    BEST_YES_BID,
    /** Best offer of YES: a holder of NO gets what it leaves of the dollar. */
    BEST_YES_ASK,
    /** Half way between both. */
    MIDPOINT,
    /** The last trade; the quote tells its price, not its time. */
    LAST_TRADE
  }

  /** Why there is no price. */
  public enum Missing {
    /** Only the other side of the book has orders. */
    ONE_SIDED,
    /** Neither side has. */
    EMPTY,
    /** Somebody seems to pay at least what somebody asks: one of the two is old. */
    CROSSED,
    NEVER_TRADED
  }

  public Mark {
    if (each.isPresent() == missing.isPresent()) {
      throw new IllegalArgumentException("Expected a price or a reason of " + source);
    }
  }

  static Mark at(Source source, Money each) {
    return new Mark(source, Optional.of(each), Optional.empty());
  }

  static Mark at(Source source, Price price) {
    return at(source, price.times(ONE_CONTRACT));
  }

  static Mark none(Source source, Missing why) {
    return new Mark(source, Optional.empty(), Optional.of(why));
  }

  /** In cents, without trailing zeros. */
  public Optional<String> cents() {
    return each.map(price -> price.centsEach(ONE_CONTRACT));
  }

  /** What so many contracts are worth at it, rounded once, half-even, to 10⁻⁶ $. */
  public Optional<Money> value(Contracts quantity) {
    return each.map(price -> price.share(quantity, ONE_CONTRACT));
  }
}
