package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * A figure as the exchange tells it, and what it is the sum of.
 *
 * @param value what is shown; empty when nobody tells it
 * @param ours what the known fills make of it; empty when they do not reach far enough
 * @param difference {@code value} less the sum of what is known; empty without a value
 * @param parts they add up to {@code value} exactly, or to {@code ours} without one: a difference
 *     is a part itself
 */
public record Figure<A>(
    Optional<A> value, Optional<A> ours, Optional<A> difference, List<Part<A>> parts) {

  public Figure {
    parts = List.copyOf(parts);
  }

  /** Whether no part is {@link Part.Kind#UNEXPLAINED}. */
  boolean isExplained() {
    return parts.stream().noneMatch(part -> part.kind() == Part.Kind.UNEXPLAINED);
  }

  /** How amounts of one kind are added. */
  private record Arithmetic<A>(A zero, BinaryOperator<A> plus, BinaryOperator<A> minus) {}

  private static final Arithmetic<Money> MONEY =
      new Arithmetic<>(Money.ZERO, Money::plus, Money::minus);
  private static final Arithmetic<Contracts> CONTRACTS =
      new Arithmetic<>(Contracts.ZERO, Contracts::plus, Contracts::minus);

  /**
   * @param complete whether {@code known} is all there is
   */
  static Figure<Money> ofMoney(Optional<Money> value, List<Part<Money>> known, boolean complete) {
    return of(MONEY, value, known, complete);
  }

  static Figure<Contracts> ofContracts(
      Optional<Contracts> value, List<Part<Contracts>> known, boolean complete) {
    return of(CONTRACTS, value, known, complete);
  }

  private static <A> Figure<A> of(
      Arithmetic<A> amounts, Optional<A> value, List<Part<A>> known, boolean complete) {
    A sum = known.stream().map(Part::amount).reduce(amounts.zero(), amounts.plus());
    Optional<A> difference = value.map(v -> amounts.minus().apply(v, sum));
    List<Part<A>> parts = new ArrayList<>(known);
    difference
        .filter(amount -> !amount.equals(amounts.zero()))
        .ifPresent(amount -> parts.add(Part.unexplained(amount)));
    return new Figure<>(value, Optional.of(sum).filter(s -> complete), difference, parts);
  }
}
