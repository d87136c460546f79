package io.positionstream.portfolio.ledger;

import static java.util.Objects.requireNonNull;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.positionstream.portfolio.ledger.Cycle.Ending;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One market's ledger in the making: changed in place by each fill, in order, then read once. */
final class Bookkeeping {

  private final MarketTicker market;
  private final Contracts before;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Closing> closings = new ArrayList<>();
  private final List<Cycle> over = new ArrayList<>();
  private Contracts position;

  /** Of all open contracts, by average; empty when it is not known. */
  private Optional<Money> cost = Optional.of(Money.ZERO);

  private @Nullable Cycle running;

  /** What is left of a lot. */
  private record Open(
      Optional<TradeId> fill, Optional<Instant> at, Optional<Price> price, Contracts contracts) {

    Open less(Contracts closed) {
      return new Open(fill, at, price, contracts.minus(closed));
    }

    Optional<Money> cost(Contracts part) {
      return price.map(each -> each.times(part));
    }
  }

  /** What closes contracts: a fill, or the settlement. */
  private record Closer(Optional<TradeId> fill, Instant at, Money proceeds, Money fee) {}

  Bookkeeping(MarketTicker market, Contracts before) {
    this.market = market;
    this.before = before;
    this.position = Contracts.ZERO;
    begin(before);
  }

  /** Goes on with contracts of which nobody knows what they cost. */
  private void begin(Contracts unknown) {
    position = unknown;
    cost = unknown.isZero() ? Optional.of(Money.ZERO) : Optional.empty();
    if (!unknown.isZero()) {
      open.add(new Open(Optional.empty(), Optional.empty(), Optional.empty(), unknown.abs()));
      running =
          Cycle.beginning(market, over.size() + 1, Side.of(unknown), Optional.empty())
              .opening(unknown.abs(), Optional.empty(), Money.ZERO);
    }
  }

  /** What is open left, or changed, in a way that no known fill tells. */
  private void interrupt(Contracts after) {
    if (running != null) {
      over.add(running.unseen());
      running = null;
    }
    open.clear();
    begin(after);
  }

  void fill(Fill fill) {
    Contracts closed = fill.closed(position);
    Contracts opened = fill.quantity().minus(closed);
    Money closingFee = fill.fee().share(closed, fill.quantity());
    if (!closed.isZero()) {
      Money proceeds = fill.price().complement().times(closed);
      Closer closer = new Closer(Optional.of(fill.id()), fill.time(), proceeds, closingFee);
      close(closed, closer, opened.isZero() ? Ending.CLOSED : Ending.FLIPPED, true);
    }
    if (!opened.isZero()) {
      open(fill, opened, fill.fee().minus(closingFee));
    }
  }

  /** Closes all that is open for what was paid; nothing is left to be done where all was closed. */
  void settle(Settlement settlement) {
    if (!position.equals(settlement.contracts())) {
      interrupt(settlement.contracts());
    }
    if (!position.isZero()) {
      boolean told = settlement.value().isPresent() || !settlement.payout().isZero();
      Closer payment =
          new Closer(Optional.empty(), settlement.time(), settlement.payout(), Money.ZERO);
      close(position.abs(), payment, Ending.SETTLED, told);
    }
  }

  private void open(Fill fill, Contracts opened, Money fee) {
    Money paid = fill.price().times(opened);
    Cycle cycle = running;
    if (cycle == null) {
      cycle = Cycle.beginning(market, over.size() + 1, fill.side(), Optional.of(fill));
    }
    running = cycle.opening(opened, Optional.of(paid), fee);
    cost = cost.map(paid::plus);
    position = position.plus(fill.side().signed(opened));
    open.add(
        new Open(
            Optional.of(fill.id()), Optional.of(fill.time()), Optional.of(fill.price()), opened));
  }

  private void close(Contracts closed, Closer closer, Ending ending, boolean paid) {
    Cycle cycle = requireNonNull(running, "Contracts are open, so a cycle runs.");
    Contracts held = position.abs();
    Optional<Money> average = cost.map(all -> all.share(closed, held));
    Cost released = release(closed, closer, average, cycle);
    cost = cost.flatMap(all -> average.map(all::minus));
    position = position.minus(cycle.side().signed(closed));
    running = cycle.closing(closed, released, closer.proceeds(), closer.fee());
    if (position.isZero()) {
      over.add(running.ended(closer.at(), ending, paid));
      running = null;
      cost = Optional.of(Money.ZERO);
    }
  }

  /** Takes the oldest lots first; proceeds and average cost are split so that they add up. */
  private Cost release(Contracts closed, Closer closer, Optional<Money> average, Cycle cycle) {
    Cost released = Cost.ZERO;
    Contracts done = Contracts.ZERO;
    while (done.compareTo(closed) < 0) {
      Open lot = open.remove();
      Contracts part = lot.contracts().min(closed.minus(done));
      Contracts next = done.plus(part);
      Span span = new Span(done, next, closed);
      Cost partCost = new Cost(lot.cost(part), average.map(span::of));
      closings.add(
          new Closing(
              cycle.number(),
              cycle.side(),
              lot.fill(),
              closer.fill(),
              closer.at(),
              part,
              partCost,
              span.of(closer.proceeds())));
      if (part.compareTo(lot.contracts()) < 0) {
        open.addFirst(lot.less(part));
      }
      released = released.plus(partCost);
      done = next;
    }
    return released;
  }

  Ledger ledger(List<Fill> fills, Optional<Settlement> settlement) {
    List<Cycle> cycles = new ArrayList<>(over);
    if (running != null) {
      cycles.add(running);
    }
    List<Lot> lots = lots();
    Optional<Money> fifo =
        lots.stream().map(lot -> lot.cost().fifo()).reduce(Optional.of(Money.ZERO), Cost::sum);
    return new Ledger(
        market, before, fills, settlement, position, lots, closings, cycles, new Cost(fifo, cost));
  }

  private List<Lot> lots() {
    List<Lot> lots = new ArrayList<>(open.size());
    Contracts done = Contracts.ZERO;
    for (Open lot : open) {
      Contracts next = done.plus(lot.contracts());
      Span span = new Span(done, next, position.abs());
      Cost share = new Cost(lot.cost(lot.contracts()), cost.map(span::of));
      lots.add(
          new Lot(lot.fill(), lot.at(), Side.of(position), lot.contracts(), lot.price(), share));
      done = next;
    }
    return lots;
  }
}
