package io.positionstream.portfolio;

import java.util.Comparator;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Tombstones of positions that are gone, so that a reader who comes back learns of it.
 *
 * @param floor what left at or before this seq may be forgotten: older cursors need a snapshot
 */
record Gone(PMap<MarketTicker, Tombstone> tombstones, long floor) {

  private static final int BOUND = 1_000;

  static final Gone NONE = new Gone(HashTreePMap.empty(), 0);

  record Tombstone(long seq, RemovalReason reason) {}

  Gone plus(MarketTicker ticker, long seq, RemovalReason reason) {
    Gone next = new Gone(tombstones.plus(ticker, new Tombstone(seq, reason)), floor);
    return next.tombstones.size() <= BOUND ? next : next.withoutOldest();
  }

  boolean wasSettled(MarketTicker ticker) {
    Tombstone left = tombstones.get(ticker);
    return left != null && left.reason() == RemovalReason.SETTLED;
  }

  Gone minus(MarketTicker ticker) {
    return tombstones.containsKey(ticker) ? new Gone(tombstones.minus(ticker), floor) : this;
  }

  private Gone withoutOldest() {
    Map.Entry<MarketTicker, Tombstone> oldest =
        tombstones.entrySet().stream()
            .min(Comparator.comparingLong(e -> e.getValue().seq()))
            .orElseThrow();
    return new Gone(tombstones.minus(oldest.getKey()), oldest.getValue().seq());
  }
}
