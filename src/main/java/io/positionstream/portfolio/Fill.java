package io.positionstream.portfolio;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One execution of the user's order.
 *
 * @param side the side acquired: closing a YES position acquires NO
 * @param quantity contracts, above zero
 * @param yesPrice the execution price as a YES price, whatever the side
 * @param fee the whole fee of this fill
 * @param time the exchange's time; milliseconds on the socket, microseconds by REST
 * @param positionAfter net position after this fill, signed; only the socket tells it
 */
public record Fill(
    TradeId id,
    MarketTicker market,
    Side side,
    Contracts quantity,
    Price yesPrice,
    Money fee,
    boolean taker,
    Instant time,
    Optional<Contracts> positionAfter) {

  public Fill {
    if (quantity.sign() <= 0) {
      throw new IllegalArgumentException("Expected a fill of more than 0 contracts: " + id);
    }
  }

  /** The change of the net position: + for YES, - for NO. */
  public Contracts change() {
    return side.signed(quantity);
  }

  /** The socket tells fills to the millisecond, REST to the microsecond. */
  boolean isAfter(Instant moment) {
    return time.truncatedTo(ChronoUnit.MILLIS).isAfter(moment.truncatedTo(ChronoUnit.MILLIS));
  }

  /** The price paid for one contract of the side acquired. */
  public Price price() {
    return yesPrice.of(side);
  }

  /** Quantity x price of the side acquired, without the fee. */
  public Money cost() {
    return price().times(quantity);
  }

  /** How much of this fill closed contracts of the other side, given the position before it. */
  public Contracts closed(Contracts before) {
    return before.opposes(change()) ? before.abs().min(quantity) : Contracts.ZERO;
  }

  /** What this fill did to a position of {@code before} contracts. */
  public Effect effect(Contracts before) {
    if (closed(before).isZero()) {
      return Effect.OPEN;
    }
    return quantity.compareTo(before.abs()) > 0 ? Effect.FLIP : Effect.CLOSE;
  }

  /** Opened or added, closed in part or whole, or crossed zero to the other side. */
  public enum Effect {
    OPEN,
    CLOSE,
    FLIP
  }
}
