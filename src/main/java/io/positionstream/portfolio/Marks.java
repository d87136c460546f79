package io.positionstream.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The prices of one side of a book, side by side, and how far they can be trusted.
 *
 * @param liquidation what selling one contract brings now: the mark that all totals use
 * @param asOf the exchange's time of the quote; empty when there was none yet
 * @param age how long ago the quote was heard or confirmed; empty when there was none yet
 * @param stale whether that is longer than it should be; the prices are kept
 */
public record Marks(
    Book book,
    Mark liquidation,
    Mark mid,
    Mark last,
    Optional<Instant> asOf,
    Optional<Duration> age,
    boolean stale) {

  /** What the book looks like. */
  public enum Book {
    TWO_SIDED,
    ONE_SIDED,
    EMPTY,
    /** The bid is not below the ask. */
    CROSSED
  }

  /**
   * The marks of {@code side}, seen at {@code now}.
   *
   * @param confirmed when the quote was last heard or read, by our clock; empty when never
   * @param staleAfter an older quote is stale; one never heard is
   */
  public static Marks of(
      Quote quote, Side side, Optional<Instant> confirmed, Instant now, Duration staleAfter) {
    Optional<Duration> age =
        confirmed.map(at -> at.isAfter(now) ? Duration.ZERO : Duration.between(at, now));
    return new Marks(
        bookOf(quote),
        liquidation(quote, side),
        mid(quote, side),
        quote
            .lastFor(side)
            .map(price -> Mark.at(Mark.Source.LAST_TRADE, price))
            .orElseGet(() -> Mark.none(Mark.Source.LAST_TRADE, Mark.Missing.NEVER_TRADED)),
        Optional.of(quote.at()).filter(at -> !at.equals(Instant.EPOCH)),
        age,
        age.filter(old -> old.compareTo(staleAfter) <= 0).isEmpty());
  }

  /** The marks of a position of this portfolio. */
  public static Marks of(Portfolio portfolio, Position position, Instant now, Duration staleAfter) {
    return of(
        position.quote(), position.side(), portfolio.memory().confirmed(position), now, staleAfter);
  }

  private static Book bookOf(Quote quote) {
    Optional<Price> bid = quote.bidFor(Side.YES);
    Optional<Price> ask = quote.askFor(Side.YES);
    if (bid.isEmpty() || ask.isEmpty()) {
      return bid.isEmpty() && ask.isEmpty() ? Book.EMPTY : Book.ONE_SIDED;
    }
    return bid.get().compareTo(ask.get()) < 0 ? Book.TWO_SIDED : Book.CROSSED;
  }

  /** A crossed book keeps it: it is what the position shows, and the book says what it is. */
  private static Mark liquidation(Quote quote, Side side) {
    Mark.Source source = side == Side.YES ? Mark.Source.BEST_YES_BID : Mark.Source.BEST_YES_ASK;
    return quote
        .bidFor(side)
        .map(price -> Mark.at(source, price))
        .orElseGet(
            () ->
                Mark.none(
                    source,
                    quote.askFor(side).isPresent() ? Mark.Missing.ONE_SIDED : Mark.Missing.EMPTY));
  }

  private static Mark mid(Quote quote, Side side) {
    return switch (bookOf(quote)) {
      case TWO_SIDED -> {
        // Half a hundredth of a cent is finer than a price: 10^-4 $ summed, halved in 10^-6 $.
        long sum = quote.bid().of(side).units() + quote.ask().of(side).units();
        yield Mark.at(Mark.Source.MIDPOINT, new Money(50 * sum));
      }
      case ONE_SIDED -> Mark.none(Mark.Source.MIDPOINT, Mark.Missing.ONE_SIDED);
      case EMPTY -> Mark.none(Mark.Source.MIDPOINT, Mark.Missing.EMPTY);
      case CROSSED -> Mark.none(Mark.Source.MIDPOINT, Mark.Missing.CROSSED);
    };
  }
}
