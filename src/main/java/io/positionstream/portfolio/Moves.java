package io.positionstream.portfolio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which positions moved last, so that for a reader who is almost there not every position of the
 * account has to be looked at.
 *
 * @param floor every move after this seq is in {@code newest}
 * @param newest oldest first; a position may be in it more than once
 */
record Moves(long floor, List<Move> newest) {

  private static final int KEPT = 32;

  static final Moves NONE = new Moves(0, List.of());

  /** A position changed, came or left. */
  record Move(long seq, MarketTicker ticker) {}

  Moves {
    newest = List.copyOf(newest);
  }

  Moves plus(long seq, MarketTicker ticker) {
    List<Move> moves = new ArrayList<>(newest.size() + 1);
    boolean full = newest.size() == KEPT;
    moves.addAll(full ? newest.subList(1, KEPT) : newest);
    moves.add(new Move(seq, ticker));
    return new Moves(full ? newest.getFirst().seq() : floor, moves);
  }

  /** The positions that moved after {@code seq}, by ticker; empty when that is too long ago. */
  Optional<List<MarketTicker>> after(long seq) {
    return seq < floor
        ? Optional.empty()
        : Optional.of(
            newest.stream()
                .filter(move -> move.seq() > seq)
                .map(Move::ticker)
                .sorted()
                .distinct()
                .toList());
  }
}
