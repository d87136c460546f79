package io.positionstream.bench;

/**
 * Whether one stream tells its account exactly. A cut is what lies between two messages with an id.
 * Prices are sent to the markets in turn, so the cut from update {@code a} to update {@code b} must
 * hold each of {@code a+1 … b} once or, when prices were conflated, the newest of each market and
 * nothing else: the right number of updates with the right sum.
 *
 * <p>Used by the receiving thread only.
 */
final class Check {

  private final Feed feed;
  private final Tally tally;

  /** The newest update of the last cut; -1 before the first. */
  private long reached = -1;

  private int count;
  private long sum;
  private long least;
  private long most;
  private long seq;

  Check(Feed feed, Tally tally) {
    this.feed = feed;
    this.tally = tally;
    forget();
  }

  /** An update arrived, or a position of a snapshot. */
  void update(long number) {
    count++;
    sum += number;
    least = Math.min(least, number);
    most = Math.max(most, number);
  }

  /** The number of a portfolio: it never falls. */
  void seq(long told) {
    if (told < seq) {
      tally.reorders++;
    }
    seq = told;
  }

  /** A message with an id arrived: what came since the last one must be the whole of it. */
  void cut() {
    tally.cut();
    if (count == 0) {
      return;
    }
    if (reached >= 0) {
      long expected = Math.min(feed.markets(), most - reached);
      long first = most - expected + 1;
      long wanted = (first + most) * expected / 2;
      if (most < reached) {
        tally.reorders++;
      } else if (least <= reached || count > expected) {
        tally.repeats++;
      } else if (count < expected || sum != wanted) {
        tally.gaps += Math.max(1, expected - count);
      } else {
        tally.conflated += most - reached - expected;
      }
    }
    reached = Math.max(reached, most);
    forget();
  }

  /** A snapshot arrived, which must hold every market once, and no older prices than were told. */
  void snapshot(boolean first) {
    tally.cut();
    if (!first && least + feed.markets() <= reached) {
      tally.reorders++;
    }
    if (count != feed.markets() || most - least != feed.markets() - 1) {
      tally.gaps++;
    }
    reached = most;
    forget();
  }

  /** The connection was cut: what came after the last id will come again. */
  void forget() {
    count = 0;
    sum = 0;
    least = Long.MAX_VALUE;
    most = -1;
  }

  /** The newest update that the stream is known to have told completely. */
  long reached() {
    return reached;
  }
}
