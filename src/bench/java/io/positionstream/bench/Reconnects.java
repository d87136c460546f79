package io.positionstream.bench;

import java.util.List;

/**
 * Cuts every connection once, so many a second, and has each come back 200 ms later with the last
 * id it was told. Due times are fixed: a server that answers late delays nobody's question.
 */
final class Reconnects implements Runnable {

  private static final int AWAY = 200;

  private final Rig rig;
  private final int perSecond;
  private long snapshotsBefore;
  private long resumedBefore;

  Reconnects(Rig rig, int perSecond) {
    this.rig = rig;
    this.perSecond = perSecond;
  }

  @Override
  public void run() {
    List<Stream> streams = rig.streams();
    snapshotsBefore = rig.tally().snapshots;
    resumedBefore = rig.tally().resumed;
    long start = System.nanoTime();
    long away = AWAY * (long) perSecond / 1_000;
    for (long n = 0; n < streams.size() + away; n++) {
      long due = start + n * 1_000_000_000L / perSecond;
      Waiting.until(due);
      if (n < streams.size()) {
        rig.receiver().cut(streams.get((int) n));
      }
      if (n >= away) {
        rig.receiver().reconnect(streams.get((int) (n - away)), due);
      }
    }
  }

  String report() {
    Tally tally = rig.tally();
    return "reconnects: %d resumed, %d by snapshot; answer p50 %s ms, p99 %s ms, max %s ms"
        .formatted(
            tally.resumed - resumedBefore,
            tally.snapshots - snapshotsBefore,
            Row.millis(tally.resumption, 50),
            Row.millis(tally.resumption, 99),
            Row.millis(tally.resumption, 100));
  }
}
