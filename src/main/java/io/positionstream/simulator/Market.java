package io.positionstream.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A market as it is now. Changed only by {@link Books} and the tape, on the exchange's event loop.
 */
final class Market {
  private final Listing listing;
  private Instant closes;
  private Instant updatedAt;
  private boolean paused;
  private boolean closed;
  private MarketStatus judged = MarketStatus.DETERMINED;
  private Optional<Verdict> verdict = Optional.empty();
  private Optional<Instant> settledAt = Optional.empty();
  private Quote quote = Quote.empty(Price.ZERO);
  private Contracts volume = Contracts.ZERO;
  private Contracts openInterest = Contracts.ZERO;
  private Contracts lastTradeSize = Contracts.ZERO;

  Market(Listing listing, Instant closes) {
    this.listing = listing;
    this.closes = closes;
    this.updatedAt = listing.listedAt();
  }

  Listing listing() {
    return listing;
  }

  String ticker() {
    return listing.ticker();
  }

  /** Opening is by clock: no event tells it. */
  MarketStatus status(Instant now) {
    if (settledAt.isPresent()) {
      return MarketStatus.FINALIZED;
    }
    if (verdict.isPresent()) {
      return judged;
    }
    if (closed) {
      return MarketStatus.CLOSED;
    }
    if (now.isBefore(listing.opens())) {
      return MarketStatus.INITIALIZED;
    }
    return paused ? MarketStatus.INACTIVE : MarketStatus.ACTIVE;
  }

  Instant closes() {
    return closes;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  Optional<Verdict> verdict() {
    return verdict;
  }

  Optional<Instant> settledAt() {
    return settledAt;
  }

  Quote quote() {
    return quote;
  }

  Contracts volume() {
    return volume;
  }

  Contracts openInterest() {
    return openInterest;
  }

  Contracts lastTradeSize() {
    return lastTradeSize;
  }

  void moveClose(Instant time, Instant at) {
    closes = time;
    updatedAt = at;
  }

  void requote(Quote top) {
    quote = top;
  }

  /**
   * Counts a trade; {@code opened} is what it added to the open interest, negative when it paired
   * contracts off.
   */
  void traded(Price price, Contracts count, Contracts opened) {
    quote = quote.withLast(price);
    volume = volume.plus(count);
    lastTradeSize = count;
    Contracts interest = openInterest.plus(opened);
    openInterest = interest.isPositive() ? interest : Contracts.ZERO;
  }

  /** Ends trading and empties the book. A market that closes early gets its true closing time. */
  void close(Instant at) {
    closed = true;
    closes = at.isBefore(closes) ? at : closes;
    updatedAt = at;
    quote = Quote.empty(quote.last());
  }

  /** Stops trading for a while, or goes on. A paused book is empty. */
  void pause(boolean stop, Instant at) {
    paused = stop;
    updatedAt = at;
    quote = stop ? Quote.empty(quote.last()) : quote;
  }

  void dispute(Instant at) {
    judged = MarketStatus.DISPUTED;
    updatedAt = at;
  }

  void amend(Verdict result, Instant at) {
    determine(result, at);
    judged = MarketStatus.AMENDED;
  }

  void determine(Verdict result, Instant at) {
    verdict = Optional.of(result);
    updatedAt = at;
  }

  void settle(Instant at) {
    settledAt = Optional.of(at);
    updatedAt = at;
  }
}
