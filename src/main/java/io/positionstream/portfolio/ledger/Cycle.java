package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A position from flat to flat. A fill that crosses zero ends one cycle and begins the next; what
 * it cost and its fee are split exactly between them.
 *
 * @param number from 1, in the order of time, within what is known of the market
 * @param openedAt empty when that was before the first known fill
 * @param closedAt empty while open
 * @param opened all contracts that were acquired in it, on {@code side}
 * @param closed those that were closed; equals {@code opened} at the end
 * @param entryCost what {@code opened} cost; empty when the first known fill came later
 * @param proceeds of {@code closed}
 * @param released cost of {@code closed}; at the end both methods agree
 * @param fees of the known fills, of one that crosses zero its share by contracts
 * @param paid false when the market's result has no value and nothing was paid for open contracts:
 *     their loss is booked, but nobody has said so
 */
public record Cycle(
    MarketTicker market,
    int number,
    Side side,
    Optional<Instant> openedAt,
    Optional<Instant> closedAt,
    Ending ending,
    Contracts opened,
    Contracts closed,
    Optional<Money> entryCost,
    Money proceeds,
    Cost released,
    Money fees,
    boolean paid) {

  /** How it came to its end. */
  public enum Ending {
    /** Not yet. */
    OPEN,
    /** Sold, or netted to zero. */
    CLOSED,
    /** By a fill that went on to the other side. */
    FLIPPED,
    /** The market paid out. */
    SETTLED
  }

  static Cycle beginning(MarketTicker market, int number, Side side, Optional<Instant> openedAt) {
    return new Cycle(
        market,
        number,
        side,
        openedAt,
        Optional.empty(),
        Ending.OPEN,
        Contracts.ZERO,
        Contracts.ZERO,
        Optional.of(Money.ZERO),
        Money.ZERO,
        Cost.ZERO,
        Money.ZERO,
        true);
  }

  /** {@code <ticker>#<n>}. */
  public String id() {
    return market + "#" + number;
  }

  public boolean isOver() {
    return closedAt.isPresent();
  }

  /** From opening to closing; empty while open, and when the opening is not known. */
  public Optional<Duration> held() {
    return openedAt.flatMap(from -> closedAt.map(to -> Duration.between(from, to)));
  }

  /** Proceeds less released cost, fees excluded; empty when the cost is not known. */
  public Optional<Money> realized(Method method) {
    return released.by(method).map(proceeds::minus);
  }

  /** Realized less fees. */
  public Optional<Money> net(Method method) {
    return realized(method).map(gross -> gross.minus(fees));
  }

  /** Whether every figure here is proven by fills and a payment. */
  public boolean isComplete() {
    return entryCost.isPresent() && paid;
  }

  Cycle opening(Contracts contracts, Optional<Money> cost, Money fee) {
    return new Cycle(
        market,
        number,
        side,
        openedAt,
        closedAt,
        ending,
        opened.plus(contracts),
        closed,
        Cost.sum(entryCost, cost),
        proceeds,
        released,
        fees.plus(fee),
        paid);
  }

  Cycle closing(Contracts contracts, Cost cost, Money gained, Money fee) {
    return new Cycle(
        market,
        number,
        side,
        openedAt,
        closedAt,
        ending,
        opened,
        closed.plus(contracts),
        entryCost,
        proceeds.plus(gained),
        released.plus(cost),
        fees.plus(fee),
        paid);
  }

  Cycle ended(Instant at, Ending how, boolean toldPayment) {
    return new Cycle(
        market,
        number,
        side,
        openedAt,
        Optional.of(at),
        how,
        opened,
        closed,
        entryCost,
        proceeds,
        released,
        fees,
        toldPayment);
  }
}
