package io.positionstream.bench;

import java.util.concurrent.locks.LockSupport;

/** A measurement lasts as long as it lasts. */
final class Waiting {

  private Waiting() {}

  static void millis(long millis) {
    until(System.nanoTime() + millis * 1_000_000);
  }

  /** Until this moment of {@link System#nanoTime()}. */
  static void until(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
