package io.positionstream.portfolio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an account is remembered by before the exchange has told it anew: all that {@link
 * Portfolio#recalling} takes over, so that a start can be repeated.
 *
 * @param lockedIn the sums, of which realized and fees count
 * @param vouchedFrom from when on {@code told} holds every fact; empty when there is none
 * @param told keys and times of facts that are no news
 */
public record Remembered(
    List<Position> positions,
    Optional<Money> cash,
    Totals lockedIn,
    Optional<Day> day,
    Optional<Instant> pnlSince,
    Optional<Instant> vouchedFrom,
    Map<String, Instant> told) {

  public Remembered {
    positions = List.copyOf(positions);
    told = Map.copyOf(told);
  }

  /** What {@code start}, to which nothing has happened yet, was made of. */
  public static Remembered of(Portfolio start) {
    Facts facts = start.memory().facts();
    return new Remembered(
        List.copyOf(start.positions().values()),
        start.cash(),
        start.totals(),
        start.day(),
        start.pnlSince(),
        facts.isEmptyHanded() ? Optional.empty() : Optional.of(facts.vouchedFrom()),
        Map.copyOf(facts.known()));
  }

  /** The same start again. */
  public Portfolio onto(Portfolio unknown) {
    return unknown.recalling(positions, cash, lockedIn, day, pnlSince, vouchedFrom, told);
  }
}
