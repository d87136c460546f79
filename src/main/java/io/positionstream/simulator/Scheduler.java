package io.positionstream.simulator;

import java.time.Duration;

/** Runs something later, on the exchange's event loop. */
interface Scheduler {

  /**
   * Runs {@code task} once.
   *
   * @return cancels it; does nothing once it ran
   */
  Runnable after(Duration delay, Runnable task);
}
