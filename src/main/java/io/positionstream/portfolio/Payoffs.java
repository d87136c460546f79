package io.positionstream.portfolio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What positions in the markets of one event bring when they are paid, by the outcome. Profit is
 * payout less cost basis; fees and what was locked in before are apart.
 *
 * @param outcomes every outcome that is told apart; empty when markets come out independently
 * @param worst the lowest profit of all outcomes
 * @param best the highest profit of all outcomes
 */
public record Payoffs(Method method, List<Outcome> outcomes, Money worst, Money best) {

  /** How outcomes of several markets are put together. */
  public enum Method {
    /** At most one market comes out YES: every outcome is looked at. */
    MUTUALLY_EXCLUSIVE,
    /** Any combination may come: the worst cases are added up, and the best. */
    INDEPENDENT,
    /** The exchange has not said which: as if independent, which is never too hopeful. */
    UNKNOWN
  }

  /**
   * One way in which the event may end.
   *
   * @param yes the market that comes out YES; empty when it is another one, or none
   * @param payout what all positions of the event are paid
   */
  public record Outcome(Optional<MarketTicker> yes, Money payout, Money profit) {}

  public Payoffs {
    outcomes = List.copyOf(outcomes);
  }

  /** What can be lost at most, as a number that is never below zero. */
  public Money atRisk() {
    return worst.units() < 0 ? worst.negated() : Money.ZERO;
  }

  /**
   * The payoffs of these positions, all of one event and at most one in a market.
   *
   * @param exclusive whether at most one market of the event comes out YES; empty when unknown
   */
  public static Payoffs of(Collection<Position> positions, Optional<Boolean> exclusive) {
    Method method =
        exclusive
            .map(only -> only ? Method.MUTUALLY_EXCLUSIVE : Method.INDEPENDENT)
            .orElse(Method.UNKNOWN);
    // A scalar result, or one without a value, ends the rule that one market takes the dollar.
    boolean ruled = positions.stream().allMatch(Payoffs::isOpenOrYesOrNo);
    return method == Method.MUTUALLY_EXCLUSIVE && ruled
        ? exclusive(List.copyOf(positions))
        : added(positions, ruled ? method : Method.INDEPENDENT);
  }

  private static Payoffs exclusive(List<Position> positions) {
    List<Position> won = positions.stream().filter(p -> isResult(p, Price.ONE)).toList();
    List<Outcome> outcomes = new ArrayList<>();
    if (won.isEmpty()) {
      positions.stream()
          .filter(p -> result(p).isEmpty())
          .map(p -> outcome(positions, Optional.of(p.ticker())))
          .forEach(outcomes::add);
      outcomes.add(outcome(positions, Optional.empty()));
    } else {
      outcomes.add(outcome(positions, Optional.of(won.getFirst().ticker())));
    }
    List<Money> profits = outcomes.stream().map(Outcome::profit).sorted().toList();
    return new Payoffs(Method.MUTUALLY_EXCLUSIVE, outcomes, profits.getFirst(), profits.getLast());
  }

  /** What is determined is paid so; of the others at most {@code yes} comes out YES. */
  private static Outcome outcome(List<Position> positions, Optional<MarketTicker> yes) {
    Money payout = Money.ZERO;
    Money cost = Money.ZERO;
    for (Position position : positions) {
      boolean named = yes.filter(position.ticker()::equals).isPresent();
      Price value = result(position).orElse(named ? Price.ONE : Price.ZERO);
      payout = payout.plus(paid(position, value));
      cost = cost.plus(position.holding().cost());
    }
    return new Outcome(yes, payout, payout.minus(cost));
  }

  private static Payoffs added(Collection<Position> positions, Method method) {
    Money worst = Money.ZERO;
    Money best = Money.ZERO;
    for (Position position : positions) {
      Price value = result(position).orElse(Price.ZERO);
      Money first = paid(position, value).minus(position.holding().cost());
      Money other =
          paid(position, result(position).orElse(Price.ONE)).minus(position.holding().cost());
      List<Money> both = List.of(first, other).stream().sorted(Comparator.naturalOrder()).toList();
      worst = worst.plus(both.getFirst());
      best = best.plus(both.getLast());
    }
    return new Payoffs(method, List.of(), worst, best);
  }

  private static Money paid(Position position, Price yesPays) {
    return yesPays.of(position.side()).times(position.quantity());
  }

  /** What one YES will pay; empty while any value is possible. */
  private static Optional<Price> result(Position position) {
    Market market = position.market();
    return market.phase() == Market.Phase.DETERMINED ? market.settlementValue() : Optional.empty();
  }

  private static boolean isResult(Position position, Price value) {
    return result(position).filter(value::equals).isPresent();
  }

  private static boolean isOpenOrYesOrNo(Position position) {
    return position.market().phase() != Market.Phase.DETERMINED
        || isResult(position, Price.ONE)
        || isResult(position, Price.ZERO);
  }
}
