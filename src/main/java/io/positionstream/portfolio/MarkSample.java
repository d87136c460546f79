package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Optional;

/**
 * The prices of a market at some moment, as YES prices.
 *
 * @param bid empty when nobody bids; {@code ask} likewise
 * @param last empty when it never traded
 * @param result what one YES will pay; empty until determined
 * @param at from when on they held, by our clock
 */
public record MarkSample(
    MarketTicker market,
    Optional<Price> bid,
    Optional<Price> ask,
    Optional<Price> last,
    Optional<Price> result,
    Instant at) {

  public static MarkSample of(Position position) {
    Quote quote = position.quote();
    Market market = position.market();
    return new MarkSample(
        market.ticker(),
        quote.bidFor(Side.YES),
        quote.askFor(Side.YES),
        quote.lastFor(Side.YES),
        market.phase() == Market.Phase.DETERMINED ? market.settlementValue() : Optional.empty(),
        position.updatedAt());
  }

  /** Whether the prices are the same, whenever they were sampled. */
  public boolean agreesWith(MarkSample other) {
    return bid.equals(other.bid)
        && ask.equals(other.ask)
        && last.equals(other.last)
        && result.equals(other.result);
  }

  /** What a contract of {@code side} was worth: what it will be paid, else what it would bring. */
  public Optional<Price> mark(Side side) {
    return result.map(value -> value.of(side)).or(() -> bidFor(side));
  }

  /** What a holder of {@code side} could sell for. */
  public Optional<Price> bidFor(Side side) {
    return side == Side.YES ? bid : ask.map(Price::complement);
  }

  /** What {@code side} cost. */
  public Optional<Price> askFor(Side side) {
    return side == Side.YES ? ask : bid.map(Price::complement);
  }
}
