package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.FillOrder;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Settlement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The books of one market, rebuilt from its fills and its settlement alone: a total function of
 * them that does not depend on the order in which they were told, or how often.
 *
 * @param before net position before the first known fill; not zero when the history is cut off.
 *     Those contracts have no known cost, and no figure that touches them is guessed
 * @param fills each once, oldest first
 * @param contracts net position that the fills prove: + YES, - NO; zero once settled
 * @param lots what is open, oldest first
 * @param closings oldest first
 * @param cycles oldest first; the last one may still be open
 * @param cost of what is open
 */
public record Ledger(
    MarketTicker market,
    Contracts before,
    List<Fill> fills,
    Optional<Settlement> settlement,
    Contracts contracts,
    List<Lot> lots,
    List<Closing> closings,
    List<Cycle> cycles,
    Cost cost) {

  public Ledger {
    fills = List.copyOf(fills);
    lots = List.copyOf(lots);
    closings = List.copyOf(closings);
    cycles = List.copyOf(cycles);
  }

  /**
   * Of a market that has not paid out. Worked example: 10 YES at 0.40 and 10 YES at 0.50, then 5 NO
   * at 0.40 (YES 0.60): proceeds 3.00; released cost 2.25 by average, 2.00 by FIFO; realized 0.75
   * or 1.00; open are 5 + 10 YES that cost 6.75 or 7.00. Sold at one price in the end, both methods
   * realize the same.
   *
   * @param told fills in any order, repeated or not; those of other markets are left out
   * @param end net position as the exchange tells it; tells nothing but what was held before {@code
   *     told} where they do not reach back to the first fill
   * @param whole whether they do
   */
  public static Ledger open(
      MarketTicker market, Collection<Fill> told, Contracts end, boolean whole) {
    return of(market, told, end, whole, Optional.empty());
  }

  /**
   * Of a market that paid out: what was open then was closed by the payment.
   *
   * @param whole whether {@code told} reach back to the first fill
   */
  public static Ledger settled(Settlement settlement, Collection<Fill> told, boolean whole) {
    return of(settlement.market(), told, settlement.contracts(), whole, Optional.of(settlement));
  }

  private static Ledger of(
      MarketTicker market,
      Collection<Fill> told,
      Contracts end,
      boolean whole,
      Optional<Settlement> settlement) {
    Collection<Fill> known = FillOrder.once(market, told);
    Contracts missing =
        known.stream().map(Fill::change).reduce(end, (at, change) -> at.minus(change));
    // What is missing is older than what is known, unless nothing older can be or a fill denies it.
    Contracts before =
        whole || missing.isZero() ? Contracts.ZERO : FillOrder.before(known).orElse(missing);
    List<Fill> fills = FillOrder.inOrder(before, known);
    Bookkeeping books = new Bookkeeping(market, before);
    fills.forEach(books::fill);
    settlement.ifPresent(books::settle);
    return books.ledger(fills, settlement);
  }

  /** Fees of the known fills. */
  public Money fees() {
    return fills.stream().map(Fill::fee).reduce(Money.ZERO, Money::plus);
  }

  /** Turnover of the known fills: quantity x price of the side acquired. */
  public Money traded() {
    return fills.stream().map(Fill::cost).reduce(Money.ZERO, Money::plus);
  }

  /** Locked in by all closings, fees excluded; empty when the cost of one is not known. */
  public Optional<Money> realized(Method method) {
    return closings.stream()
        .map(closing -> closing.realized(method))
        .reduce(Optional.of(Money.ZERO), Cost::sum);
  }

  /** Realized less fees. */
  public Optional<Money> net(Method method) {
    return realized(method).map(gross -> gross.minus(fees()));
  }

  /** Contracts that were closed without a known opening. */
  public Contracts unmatched() {
    return closings.stream()
        .filter(Closing::isUnmatched)
        .map(Closing::contracts)
        .reduce(Contracts.ZERO, Contracts::plus);
  }

  /** Whether nothing was held before the first known fill, or came or went without one since. */
  public boolean isUnbroken() {
    return before.isZero() && cycles.stream().noneMatch(c -> c.ending() == Cycle.Ending.UNSEEN);
  }

  /** Whether the known fills reach back to flat, and what was paid is told. */
  public boolean isComplete() {
    return cycles.stream().allMatch(Cycle::isComplete);
  }

  /** The figures that the exchange tells, by its own rule; empty when one is not known. */
  public Optional<Holding> holding() {
    return cost.average()
        .flatMap(
            open ->
                realized(Method.AVERAGE)
                    .map(gross -> new Holding(contracts, open, gross, fees(), traded())));
  }
}
