package io.positionstream.portfolio;

import java.time.Instant;

/**
 * What today's profit is measured against.
 *
 * @param since the start of the day, or the first value known when that came later
 * @param base total value then
 * @param flows money that came in since, less what went out: no profit
 */
public record Day(Instant since, Money base, Money flows) {

  /** A day that begins. */
  public Day(Instant since, Money base) {
    this(since, base, Money.ZERO);
  }

  /** One that is older than the day was only told late: the base should have held it. */
  Day with(Flow flow) {
    return flow.time().isBefore(since)
        ? new Day(since, base.plus(flow.amount()), flows)
        : new Day(since, base, flows.plus(flow.amount()));
  }
}
