package io.positionstream.portfolio;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings fills into the order in which they happened, each once, however they were told. */
public final class FillOrder {

  private FillOrder() {}

  /** The fills of {@code market}, each once, in no order that means anything. */
  public static Collection<Fill> once(MarketTicker market, Collection<Fill> told) {
    Map<TradeId, Fill> known = new TreeMap<>();
    for (Fill fill : told) {
      if (fill.market().equals(market)) {
        known.merge(fill.id(), fill, FillOrder::merged);
      }
    }
    return known.values();
  }

  /** The socket tells milliseconds and the position after a fill, REST microseconds and none. */
  private static Fill merged(Fill a, Fill b) {
    Fill finer = a.time().isBefore(b.time()) ? b : a;
    Optional<Contracts> after = a.positionAfter().or(b::positionAfter);
    return new Fill(
        finer.id(),
        finer.market(),
        finer.side(),
        finer.quantity(),
        finer.yesPrice(),
        finer.fee(),
        finer.taker(),
        finer.time(),
        after);
  }

  /**
   * By time; fills of one millisecond in the order in which their positions link up.
   *
   * @param before net position before the first of them
   */
  public static List<Fill> inOrder(Contracts before, Collection<Fill> fills) {
    List<Fill> rest = new ArrayList<>(fills);
    rest.sort(Comparator.comparing(Fill::time).thenComparing(Fill::id));
    List<Fill> ordered = new ArrayList<>(rest.size());
    Contracts at = before;
    int from = 0;
    while (from < rest.size()) {
      int to = endOfMillisecond(rest, from);
      List<Fill> together = new ArrayList<>(rest.subList(from, to));
      while (!together.isEmpty()) {
        Fill next = next(at, together);
        together.remove(next);
        ordered.add(next);
        at = at.plus(next.change());
      }
      from = to;
    }
    return List.copyOf(ordered);
  }

  /**
   * Net position before the first of them, as the earliest fill tells it that stands alone in its
   * millisecond and says what was held after it; empty when none does. What is missing between the
   * first and that one counts as missing before the first.
   */
  public static Optional<Contracts> before(Collection<Fill> fills) {
    List<Fill> sorted = new ArrayList<>(fills);
    sorted.sort(Comparator.comparing(Fill::time).thenComparing(Fill::id));
    Contracts changed = Contracts.ZERO;
    for (int i = 0; i < sorted.size(); i++) {
      Fill fill = sorted.get(i);
      changed = changed.plus(fill.change());
      boolean first = i == 0 || !millisecond(sorted.get(i - 1)).equals(millisecond(fill));
      if (fill.positionAfter().isPresent() && first && endOfMillisecond(sorted, i) == i + 1) {
        return Optional.of(fill.positionAfter().get().minus(changed));
      }
    }
    return Optional.empty();
  }

  private static int endOfMillisecond(List<Fill> sorted, int from) {
    Instant moment = millisecond(sorted.get(from));
    int to = from + 1;
    while (to < sorted.size() && millisecond(sorted.get(to)).equals(moment)) {
      to++;
    }
    return to;
  }

  private static Instant millisecond(Fill fill) {
    return fill.time().truncatedTo(ChronoUnit.MILLIS);
  }

  /** One that says it comes next, else one that does not deny it, else the first. */
  private static Fill next(Contracts at, List<Fill> together) {
    return together.stream()
        .filter(f -> f.positionAfter().filter(at.plus(f.change())::equals).isPresent())
        .findFirst()
        .or(() -> together.stream().filter(f -> f.positionAfter().isEmpty()).findFirst())
        .orElseGet(together::getFirst);
  }
}
