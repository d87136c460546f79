package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A position from flat to flat. A fill that crosses zero ends one cycle and begins the next; what
 * it cost and its fee are split exactly between them.
 *
 * @param number from 1, in the order of time, within what is known of the market
 * @param opener the fill that opened it; empty when no known fill did
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
    Optional<TradeId> opener,
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
    SETTLED,
    /** By something, at some time, that no known fill tells. */
    UNSEEN
  }

  static Cycle beginning(MarketTicker market, int number, Side side, Optional<Fill> opener) {
    return new Cycle(
        market,
        number,
        opener.map(Fill::id),
        side,
        opener.map(Fill::time),
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

  /** Names the fill that opened it, and so stays the same when older fills become known. */
  public String id() {
    return market + "#" + opener.map(TradeId::value).orElseGet(() -> "unknown-" + number);
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
    return entryCost.isPresent() && paid && ending != Ending.UNSEEN;
  }

  Cycle opening(Contracts contracts, Optional<Money> cost, Money fee) {
    return new Cycle(
        market,
        number,
        opener,
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
        opener,
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
    return over(Optional.of(at), how, toldPayment);
  }

  /** Nobody knows when. */
  Cycle unseen() {
    return over(Optional.empty(), Ending.UNSEEN, paid);
  }

  private Cycle over(Optional<Instant> at, Ending how, boolean toldPayment) {
    return new Cycle(
        market,
        number,
        opener,
        side,
        openedAt,
        at,
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
