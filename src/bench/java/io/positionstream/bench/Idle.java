package io.positionstream.bench;

import java.io.IOException;
import java.util.Locale;

/** What streams cost on which nothing happens but heartbeats. */
final class Idle {

  /** Two heartbeats and some more. */
  private static final int SECONDS = 35;

  private Idle() {}

  /**
   * Opens a tenth to have all code loaded and compiled, then the others, and waits.
   *
   * @param each streams of each account
   */
  static String measure(Rig rig, int each, Options options) throws IOException {
    Target target = rig.target();
    int few = each / 10;
    rig.open(few, n -> Stream.Habit.HEALTHY);
    long aliveBefore = target.collect();
    long before = Gauge.of(target.pid()).rssKilobytes();
    int accounts = rig.streams().size() / few;
    rig.open(each - few, n -> Stream.Habit.HEALTHY);
    double opened = (each - few) * accounts;
    long after = Gauge.of(target.pid()).rssKilobytes();
    rig.tally().silence.reset();
    long beats = rig.tally().heartbeats;
    Gauge start = Gauge.of(target.pid());
    int seconds = options.number("seconds", SECONDS);
    Waiting.millis(seconds * 1_000L);
    Gauge end = Gauge.of(target.pid());
    long alive = target.collect();
    long collected = Gauge.of(target.pid()).rssKilobytes();
    return String.format(
        Locale.ROOT,
        "E %d idle streams: RSS %.1f KB each as they were opened, %.1f KB after %d s, %.1f KB after"
            + " a collection (%.0f MB in all; %.1f KB of live heap each); %.1f heartbeats/s, longest"
            + " silence p50 %s ms, max %s ms; server %.1f%% of a core; closed %d",
        rig.streams().size(),
        (after - before) / opened,
        (end.rssKilobytes() - before) / opened,
        seconds,
        (collected - before) / opened,
        collected / 1e3,
        (alive - aliveBefore) / 1e3 / opened,
        (rig.tally().heartbeats - beats) / (double) seconds,
        Row.millis(rig.tally().silence, 50),
        Row.millis(rig.tally().silence, 100),
        (end.cpuMicros() - start.cpuMicros()) / 1e4 / seconds,
        rig.tally().closed);
  }
}
