package io.positionstream.portfolio;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The deposits and withdrawals that the cash is known to hold.
 *
 * @param ids of all that were ever told; empty until the exchange has told them once
 * @param told the list that was read last, for those who store it
 */
record Flows(Optional<Set<String>> ids, List<Flow> told) {

  static final Flows UNKNOWN = new Flows(Optional.empty(), List.of());

  Flows {
    ids = ids.map(Set::copyOf);
    told = List.copyOf(told);
  }

  /**
   * What the cash did not hold before this list was read.
   *
   * @param since what goes by time instead while nothing is known
   */
  List<Flow> news(Optional<List<Flow>> list, Instant since) {
    return list.orElse(List.of()).stream()
        .filter(
            flow ->
                ids.map(known -> !known.contains(flow.id()))
                    .orElseGet(() -> !flow.time().isBefore(since)))
        .toList();
  }

  /** An exchange that does not tell them leaves what is known. */
  Flows after(Optional<List<Flow>> list) {
    if (list.isEmpty()) {
      return this;
    }
    Set<String> known = new HashSet<>(ids.orElse(Set.of()));
    known.addAll(list.get().stream().map(Flow::id).collect(Collectors.toSet()));
    return new Flows(Optional.of(known), list.get());
  }

  static Money sum(List<Flow> flows) {
    return flows.stream().map(Flow::amount).reduce(Money.ZERO, Money::plus);
  }
}
