package io.positionstream.portfolio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The positions in the markets of one event, seen together.
 *
 * @param event the exchange's name of the event
 * @param terms what the exchange says of it; empty when it was not read
 * @param positions by ticker, at least one
 */
public record EventView(
    String event, Optional<EventTerms> terms, List<Position> positions, Payoffs payoffs) {

  public EventView {
    positions = List.copyOf(positions);
  }

  /** All that is held, grouped by event, in the order of the events' names. */
  public static List<EventView> of(Portfolio portfolio) {
    Map<String, List<Position>> grouped = new TreeMap<>();
    portfolio
        .positions()
        .values()
        .forEach(
            held ->
                grouped.computeIfAbsent(held.market().event(), e -> new ArrayList<>()).add(held));
    return grouped.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static EventView of(String event, List<Position> positions) {
    Optional<EventTerms> terms =
        positions.stream().flatMap(held -> held.market().terms().stream()).findFirst();
    return new EventView(
        event, terms, positions, Payoffs.of(positions, terms.map(EventTerms::mutuallyExclusive)));
  }

  /** Cost basis of all its positions. */
  public Money cost() {
    return positions.stream().map(held -> held.holding().cost()).reduce(Money.ZERO, Money::plus);
  }

  /** What they are worth now; empty when one of them has no mark. */
  public Optional<Money> value() {
    Optional<Money> sum = Optional.of(Money.ZERO);
    for (Position held : positions) {
      sum = sum.flatMap(known -> held.value().map(known::plus));
    }
    return sum;
  }
}
