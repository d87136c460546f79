package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one market besides its book.
 *
 * @param title event and outcome for people
 * @param closesAt when trading ends, by the exchange's clock; may move
 * @param expiresAt expected expiration, else the latest
 * @param settlementValue what one YES pays, in dollars; known from {@link Phase#DETERMINED} on
 */
public record Market(
    MarketTicker ticker,
    String event,
    String title,
    Optional<Instant> closesAt,
    Optional<Instant> expiresAt,
    Phase phase,
    Optional<Price> settlementValue) {

  /**
   * Where a market stands in its life; a settled market is no longer held, so it is not a phase
   * here.
   */
  public enum Phase {
    /** Trading, paused or not yet open. */
    OPEN,
    /** Trading is over, no result. */
    CLOSED,
    /** The result is known, unpaid. */
    DETERMINED
  }

  /** A market of which only the ticker is known so far. */
  public static Market undescribed(MarketTicker ticker) {
    String name = ticker.value();
    int lastDash = name.lastIndexOf('-');
    return new Market(
        ticker,
        lastDash > 0 ? name.substring(0, lastDash) : name,
        name,
        Optional.empty(),
        Optional.empty(),
        Phase.OPEN,
        Optional.empty());
  }

  /** The exchange tells nobody when a market closes: the clock does. */
  Market at(Instant now) {
    boolean over = phase == Phase.OPEN && closesAt.filter(t -> !t.isAfter(now)).isPresent();
    return over ? in(Phase.CLOSED, settlementValue) : this;
  }

  Market determined(Optional<Price> value) {
    return in(Phase.DETERMINED, value);
  }

  /** A description read late does not take back a result; another result does. */
  Market after(Market known) {
    boolean late = known.phase == Phase.DETERMINED && phase != Phase.DETERMINED;
    return late ? in(Phase.DETERMINED, known.settlementValue) : this;
  }

  private Market in(Phase next, Optional<Price> value) {
    return new Market(ticker, event, title, closesAt, expiresAt, next, value);
  }
}
