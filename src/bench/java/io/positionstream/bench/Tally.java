package io.positionstream.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What was received. Counted by the receiving thread; read by others when it is quiet. */
final class Tally {

  private static final long LONGEST_NANOS = 300_000_000_000L;

  private volatile long from = Long.MAX_VALUE;
  private volatile long until = Long.MAX_VALUE;

  /** Nanoseconds from due to arrival, of updates due in the measured time. */
  Histogram latency = new Histogram(LONGEST_NANOS, 3);

  /** Nanoseconds from the due time of a reconnect to the first message of its answer. */
  Histogram resumption = new Histogram(LONGEST_NANOS, 3);

  /** Nanoseconds between two signs of life of a stream. */
  Histogram silence = new ConcurrentHistogram(LONGEST_NANOS, 3);

  private long updates;
  private long bytes;
  private long cuts;
  private volatile Volume volume = new Volume(0, 0, 0);

  /**
   * What has arrived so far.
   *
   * @param bytes of all messages, without the framing of HTTP
   * @param cuts messages that carry an id
   */
  record Volume(long updates, long bytes, long cuts) {}

  long conflated;
  long gaps;
  long repeats;
  long reorders;
  long foreign;
  long heartbeats;
  long snapshots;
  long resumed;
  long closed;
  final Map<String, Integer> errors = new TreeMap<>();

  /** From now on updates due between these two moments count, and nothing that came before. */
  void measure(long fromNanos, long untilNanos) {
    from = fromNanos;
    until = untilNanos;
  }

  void arrived(long due, long now) {
    if (due >= from && due < until) {
      latency.recordValue(Math.min(LONGEST_NANOS, Math.max(1, now - due)));
    }
  }

  void update() {
    updates++;
  }

  void cut() {
    cuts++;
  }

  void bytes(int count) {
    bytes += count;
  }

  /** Lets other threads see how much has arrived. */
  void publish() {
    volume = new Volume(updates, bytes, cuts);
  }

  Volume volume() {
    return volume;
  }

  void error(String code) {
    errors.merge(code, 1, Integer::sum);
  }
}
