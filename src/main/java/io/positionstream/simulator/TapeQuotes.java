package io.positionstream.simulator;

/**
 * Makes a whole quote of a row of the tape: sizes are not recorded, so they are derived, the same
 * in every replay.
 */
final class TapeQuotes {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private TapeQuotes() {}

  /**
   * The last price follows the book: it stays while it lies inside, else it moves to the nearer
   * side.
   */
  static Quote at(int index, TapeRecording.Row row, Price last) {
    Price first = last.equals(Price.ZERO) && row.bid().isTradable() ? row.bid() : last;
    return new Quote(
        row.bid(),
        row.bid().isTradable() ? size(2L * index) : Contracts.ZERO,
        row.ask(),
        row.ask().isTradable() ? size(2L * index + 1) : Contracts.ZERO,
        first.within(row.bid(), row.ask()));
  }

  /** 20 to 1,019 contracts. */
  private static Contracts size(long seed) {
    long mixed = (seed + 1) * MIX;
    mixed ^= mixed >>> 29;
    return Contracts.whole(20 + Long.remainderUnsigned(mixed, 1_000));
  }
}
