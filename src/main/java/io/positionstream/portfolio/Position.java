package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Optional;

/**
 * One open position.
 *
 * @param holding the books; never zero contracts
 * @param lastMark the last usable liquidation mark, a price of the side held
 * @param entryTime when the current holding was opened; empty when no fill tells it
 * @param updatedAt when anything here last changed
 * @param seq the portfolio's seq at which anything here last changed
 * @param bodySeq the portfolio's seq at which more than the price last changed
 */
public record Position(
    Market market,
    Holding holding,
    Quote quote,
    Optional<Price> lastMark,
    Optional<Instant> entryTime,
    Instant updatedAt,
    long seq,
    long bodySeq) {

  public MarketTicker ticker() {
    return market.ticker();
  }

  public Side side() {
    return holding.side();
  }

  /** Contracts held, above zero. */
  public Contracts quantity() {
    return holding.contracts().abs();
  }

  /** Where the mark comes from. */
  public enum MarkSource {
    /** What the side held could be sold for now. */
    LIQUIDATION,
    /** What it will be paid. */
    SETTLEMENT,
    /** Nobody buys: unknown. */
    NONE
  }

  public MarkSource markSource() {
    if (market.phase() == Market.Phase.DETERMINED && market.settlementValue().isPresent()) {
      return MarkSource.SETTLEMENT;
    }
    return mark().isPresent() ? MarkSource.LIQUIDATION : MarkSource.NONE;
  }

  /** The price of one contract of the side held; empty when there is none to be had. */
  public Optional<Price> mark() {
    return mark(market, quote, side());
  }

  static Optional<Price> mark(Market market, Quote quote, Side side) {
    if (market.phase() == Market.Phase.DETERMINED) {
      return market.settlementValue().map(value -> value.of(side));
    }
    return quote.bidFor(side);
  }

  /** Quantity x mark. */
  public Optional<Money> value() {
    return mark().map(price -> price.times(quantity()));
  }

  /** Value less cost basis, for YES and NO alike; fees are apart. */
  public Optional<Money> unrealized() {
    return value().map(value -> value.minus(holding.cost()));
  }

  /** What the totals count: the mark, else the last usable one, else the cost. */
  Money carriedValue() {
    return mark().or(() -> lastMark).map(price -> price.times(quantity())).orElse(holding.cost());
  }

  boolean isCarried() {
    return mark().isEmpty() && lastMark.isPresent();
  }

  boolean isUnmarked() {
    return mark().isEmpty() && lastMark.isEmpty();
  }

  /** Whether a client that has {@code other} misses nothing but the price. */
  boolean sameBody(Position other) {
    return holding.equals(other.holding)
        && market.equals(other.market)
        && markSource() == other.markSource()
        && entryTime.equals(other.entryTime);
  }

  /** Whether a client that has {@code other} sees the same prices. */
  boolean samePrice(Position other) {
    return quote.bidFor(side()).equals(other.quote.bidFor(side()))
        && quote.askFor(side()).equals(other.quote.askFor(side()))
        && quote.last().equals(other.quote.last())
        && lastMark.equals(other.lastMark);
  }

  /** The same to clients, with what the top of the book takes by a quote of the same prices. */
  Position withSizes(Quote newer) {
    Quote kept = newer.withTime(quote.at());
    return kept.equals(quote)
        ? this
        : new Position(market, holding, kept, lastMark, entryTime, updatedAt, seq, bodySeq);
  }

  Position withBodySeq(long otherBodySeq) {
    return new Position(market, holding, quote, lastMark, entryTime, updatedAt, seq, otherBodySeq);
  }
}
