package io.positionstream.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.pcollections.TreePVector;

/**
 * What today's profit is measured against.
 *
 * @param since the start of the day, or the first value known when that came later
 * @param base total value then
 * @param flows money that came in since, less what went out: no profit
 * @param untold what the base holds although nothing that was told explains it
 * @param agreed {@link Residual#sum} by the newest reading along with which flows were told
 * @param told flows that were told since that reading
 */
public record Day(
    Instant since, Money base, Money flows, Money untold, Money agreed, List<Flow> told) {

  /** The exchange's clock and ours differ by less. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  public Day {
    told = List.copyOf(told);
  }

  /** As it is kept: with nothing that waits for a reading. */
  public Day(Instant since, Money base, Money flows, Money untold, Money agreed) {
    this(since, base, flows, untold, agreed, List.of());
  }

  /** The day after this one. */
  Day next(Instant begins, Money value, Money sum) {
    return new Day(begins, value, Money.ZERO, sum.minus(agreed), agreed);
  }

  /** A flow is told. */
  Day with(Flow flow) {
    return new Day(since, base, flows, untold, agreed, TreePVector.from(told).plus(flow));
  }

  /**
   * The cash was read together with what was told, which it holds. The oldest of it were in the
   * base before they were told, as many as explain best what the base holds untold.
   *
   * @param sum by this reading
   */
  Day reading(Money sum) {
    List<Flow> oldest = told.stream().sorted(Comparator.comparing(Flow::time)).toList();
    int held = heldBefore(oldest);
    Day day = new Day(since, base, flows, untold.minus(Flows.sum(oldest.subList(0, held))), sum);
    for (Flow flow : oldest.subList(held, oldest.size())) {
      day = day.moved(flow);
    }
    return day;
  }

  private int heldBefore(List<Flow> oldest) {
    int held = 0;
    Money least = untold;
    Money rest = untold;
    for (int i = 0; i < oldest.size() && oldest.get(i).time().isBefore(since.plus(SKEW)); i++) {
      rest = rest.minus(oldest.get(i).amount());
      if (Math.abs(rest.units()) < Math.abs(least.units())) {
        least = rest;
        held = i + 1;
      }
    }
    return held;
  }

  /** One that is older than the base and was not in it should have been. */
  private Day moved(Flow flow) {
    Money amount = flow.amount();
    return flow.time().isBefore(since)
        ? new Day(since, base.plus(amount), flows, untold, agreed)
        : new Day(since, base, flows.plus(amount), untold, agreed);
  }
}
