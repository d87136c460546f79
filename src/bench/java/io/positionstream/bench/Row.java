package io.positionstream.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line of the table. */
record Row(String text) {

  static final String HEAD =
      """
      | workload | streams | updates/s sent | deliveries/s | p50 ms | p99 ms | p99.9 ms | max ms \
      | CPU µs/delivery | CPU server / database / generator / others | updates a write | MB/s | loop delay p99.9 ms \
      | RSS MB (KB a stream) | gaps / repeats / reorders / foreign | missing | conflated | closed |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\
      """;

  /**
   * Where nobody reads, processor time is that of an update sent.
   *
   * @param missing updates that had not arrived a while after the last one was sent
   */
  static Row of(
      Shape shape,
      Sample before,
      Sample after,
      long rssBefore,
      Tally tally,
      long missing,
      Histogram loop,
      int streams) {
    double seconds = after.seconds(before);
    double updates = after.arrived().updates() - before.arrived().updates();
    double cpu = after.server().cpuMicros() - before.server().cpuMicros();
    double database = after.database().cpuMicros() - before.database().cpuMicros();
    double own = after.own().cpuMicros() - before.own().cpuMicros();
    double machine = after.machineMicros() - before.machineMicros();
    double rss = after.server().rssKilobytes();
    Histogram latency = tally.latency;
    return new Row(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.0f | %.0f | %s | %s | %s | %s | %.2f | %.0f%% / %.0f%% / %.0f%% / %.0f%%"
                + " | %.1f | %.0f | %s | %.0f (%.1f) | %d / %d / %d / %d | %d | %d | %d%s |",
            shape.name(),
            streams,
            (after.sent() - before.sent()) / seconds,
            updates / seconds,
            millis(latency, 50),
            millis(latency, 99),
            millis(latency, 99.9),
            millis(latency, 100),
            cpu / Math.max(1, updates > 0 ? updates : after.sent() - before.sent()),
            cpu / seconds / 1e4,
            database / seconds / 1e4,
            own / seconds / 1e4,
            Math.max(0, machine - cpu - database - own) / seconds / 1e4,
            updates / Math.max(1, after.arrived().cuts() - before.arrived().cuts()),
            (after.arrived().bytes() - before.arrived().bytes()) / seconds / 1e6,
            millis(loop, 99.9),
            rss / 1e3,
            (rss - rssBefore) / Math.max(1, streams),
            tally.gaps,
            tally.repeats,
            tally.reorders,
            tally.foreign,
            missing,
            tally.conflated,
            tally.closed,
            tally.errors.isEmpty() ? "" : " " + tally.errors));
  }

  /** Three significant digits. */
  static String millis(Histogram histogram, double percentile) {
    double millis = histogram.getValueAtPercentile(percentile) / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.3f" : "%.1f", millis);
  }
}
