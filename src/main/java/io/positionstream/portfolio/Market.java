package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one market besides its book.
 *
 * <p>A market is open, then closed, then determined, then gone. Only disputes go back: a disputed
 * result is withdrawn (closed again) or amended (determined anew). What is determined never opens
 * again.
 *
 * @param title event and outcome for people
 * @param closesAt when trading ends, by the exchange's clock; may move
 * @param expiresAt expected expiration, else the latest
 * @param settlementValue what one YES pays, in dollars; empty before {@link Phase#DETERMINED}, and
 *     when the result has no value yet (void)
 * @param terms what is known of the event; empty when it was not read
 */
public record Market(
    MarketTicker ticker,
    String event,
    String title,
    Optional<Instant> closesAt,
    Optional<Instant> expiresAt,
    Phase phase,
    Optional<Price> settlementValue,
    Optional<EventTerms> terms) {

  /** A market of whose event nothing was read. */
  public Market(
      MarketTicker ticker,
      String event,
      String title,
      Optional<Instant> closesAt,
      Optional<Instant> expiresAt,
      Phase phase,
      Optional<Price> settlementValue) {
    this(ticker, event, title, closesAt, expiresAt, phase, settlementValue, Optional.empty());
  }

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

  /** Whether this was told without knowing the result: what is determined never opens again. */
  boolean isBehind(Market known) {
    return phase == Phase.OPEN && known.phase == Phase.DETERMINED;
  }

  /** This description, at the point of its life that {@code known} tells. */
  Market asFarAs(Market known) {
    return in(known.phase, known.settlementValue);
  }

  private Market in(Phase next, Optional<Price> value) {
    return new Market(ticker, event, title, closesAt, expiresAt, next, value, terms);
  }
}
