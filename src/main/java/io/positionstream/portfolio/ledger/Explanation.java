package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every figure of a market as the exchange tells it, each as a sum of parts that the ledger proves.
 *
 * @param position what is shown of it now; empty when nothing is held
 * @param told the exchange's books of it; empty when it tells none
 */
public record Explanation(Ledger ledger, Optional<Position> position, Optional<Holding> told) {

  private static final Contracts ONE = Contracts.of("1");

  /**
   * @param fills all that are known of the market, in any order
   * @param settlement how it was paid; then {@code position} and {@code books} are past
   * @param position the open position, if there is one
   * @param books the exchange's books of a market where nothing is held any more, if it tells them
   * @param whole whether {@code fills} reach back to the first one
   */
  public static Explanation of(
      MarketTicker market,
      Collection<Fill> fills,
      Optional<Settlement> settlement,
      Optional<Position> position,
      Optional<Holding> books,
      boolean whole) {
    if (settlement.isPresent()) {
      Settlement paid = settlement.get();
      Holding told =
          new Holding(Contracts.ZERO, Money.ZERO, paid.realized(), paid.fees(), Money.ZERO);
      return new Explanation(
          Ledger.settled(paid, fills, whole), Optional.empty(), Optional.of(told));
    }
    Optional<Holding> told = position.map(Position::holding).or(() -> books);
    Contracts end = told.map(Holding::contracts).orElse(Contracts.ZERO);
    return new Explanation(Ledger.open(market, fills, end, whole), position, told);
  }

  /**
   * Whether the known fills are all there were, as far as position and turnover tell; a settlement
   * tells no turnover, but what all of them locked in and cost in fees.
   */
  public boolean isComplete() {
    boolean moreWasTraded =
        told.filter(books -> books.traded().compareTo(ledger.traded()) > 0).isPresent();
    boolean settled = ledger.settlement().isPresent();
    return ledger.isComplete()
        && !moreWasTraded
        && quantity().isExplained()
        && (!settled || isLockedInExplained());
  }

  private boolean isLockedInExplained() {
    return realized().isExplained() && fees().isExplained();
  }

  /** Whether the known fills prove every figure: nothing is missing and nothing is unexplained. */
  public boolean isProven() {
    return isComplete() && costBasis().isExplained() && isLockedInExplained();
  }

  /** Contracts held; lots of the other side than the one told count against it. */
  public Figure<Contracts> quantity() {
    Side side = side();
    List<Part<Contracts>> parts =
        ledger.lots().stream()
            .map(
                lot ->
                    Part.of(lot, lot.side() == side ? lot.contracts() : lot.contracts().negated()))
            .toList();
    return Figure.ofContracts(told.map(books -> books.contracts().abs()), parts, true);
  }

  /** The side that is held, by the exchange if it tells one. */
  private Side side() {
    return Side.of(
        told.map(Holding::contracts)
            .filter(contracts -> !contracts.isZero())
            .orElse(ledger.contracts()));
  }

  /** Cost of one contract, rounded half-even to 10⁻⁶ $; empty when nothing is held. */
  public Figure<Money> entryPrice() {
    Optional<Money> value =
        told.filter(books -> !books.contracts().isZero())
            .map(books -> books.cost().share(ONE, books.contracts().abs()));
    return Figure.ofMoney(value, pricesOfLots(), ledger.cost().average().isPresent() && isHeld());
  }

  private boolean isHeld() {
    return !ledger.contracts().isZero();
  }

  /** The average's parts are cut where the running sum is rounded, so that they add up. */
  private List<Part<Money>> pricesOfLots() {
    List<Part<Money>> parts = new ArrayList<>();
    Contracts all = ledger.contracts().abs();
    Money sum = Money.ZERO;
    for (Lot lot : ledger.lots()) {
      if (lot.cost().average().isPresent()) {
        Money next = sum.plus(lot.cost().average().get());
        parts.add(Part.of(lot, next.share(ONE, all).minus(sum.share(ONE, all))));
        sum = next;
      }
    }
    return parts;
  }

  /** What the contracts held cost, fees excluded. */
  public Figure<Money> costBasis() {
    return Figure.ofMoney(
        told.map(Holding::cost),
        lots(lot -> lot.cost().average()),
        ledger.cost().average().isPresent());
  }

  /** Contracts held at their mark; empty without a mark. */
  public Figure<Money> value() {
    Optional<Price> mark = position.flatMap(Position::mark);
    return Figure.ofMoney(
        position.flatMap(Position::value),
        lots(lot -> markOf(lot).map(price -> price.times(lot.contracts()))),
        mark.isPresent());
  }

  /** Value less cost basis; empty without a mark. */
  public Figure<Money> unrealized() {
    Optional<Price> mark = position.flatMap(Position::mark);
    return Figure.ofMoney(
        position.flatMap(Position::unrealized),
        lots(
            lot ->
                markOf(lot)
                    .flatMap(
                        price ->
                            lot.cost()
                                .average()
                                .map(cost -> price.times(lot.contracts()).minus(cost)))),
        mark.isPresent() && ledger.cost().average().isPresent());
  }

  /** A mark is a price of the side held, and says nothing of the other one. */
  private Optional<Price> markOf(Lot lot) {
    return position.filter(held -> held.side() == lot.side()).flatMap(Position::mark);
  }

  /** Locked in, fees excluded. */
  public Figure<Money> realized() {
    List<Part<Money>> parts = new ArrayList<>();
    for (Closing closing : ledger.closings()) {
      closing.realized(Method.AVERAGE).ifPresent(amount -> parts.add(Part.of(closing, amount)));
    }
    // What was closed where no fill is known is not among the closings, nor is its cost.
    return Figure.ofMoney(told.map(Holding::realized), parts, ledger.isUnbroken());
  }

  /** Trading fees paid. */
  public Figure<Money> fees() {
    List<Part<Money>> parts =
        ledger.fills().stream().map(fill -> Part.of(fill.id(), fill.fee())).toList();
    return Figure.ofMoney(told.map(Holding::fees), parts, ledger.isUnbroken());
  }

  private List<Part<Money>> lots(Function<Lot, Optional<Money>> amount) {
    List<Part<Money>> parts = new ArrayList<>();
    for (Lot lot : ledger.lots()) {
      amount.apply(lot).ifPresent(known -> parts.add(Part.of(lot, known)));
    }
    return parts;
  }
}
