package io.positionstream.portfolio;

import java.time.Instant;

/**
 * Something that happened once and is told to every reader, in order, never merged, never dropped.
 */
public sealed interface Fact {

  /** Position among the facts of this epoch, from 1 without a hole. */
  long number();

  /** The portfolio's seq that came with it. */
  long seq();

  Instant time();

  /** What tells this fact from all others of the account. */
  String key();

  /** An order of the user was executed. */
  record Filled(long number, long seq, Fill fill, Fill.Effect effect) implements Fact {
    @Override
    public Instant time() {
      return fill.time();
    }

    @Override
    public String key() {
      return keyOf(fill);
    }

    static String keyOf(Fill fill) {
      return fill.id().value();
    }
  }

  /** A market paid out. */
  record Settled(long number, long seq, Settlement settlement) implements Fact {
    @Override
    public Instant time() {
      return settlement.time();
    }

    @Override
    public String key() {
      return keyOf(settlement);
    }

    static String keyOf(Settlement settlement) {
      return "settlement " + settlement.market();
    }
  }
}
