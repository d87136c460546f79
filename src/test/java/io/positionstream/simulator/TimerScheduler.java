package io.positionstream.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Lets tasks be cancelled where a timer cannot: a cancelled one comes due and does nothing. */
record TimerScheduler(InProcessExchange.Timer timer) implements Scheduler {

  @Override
  public Runnable after(Duration delay, Runnable task) {
    AtomicReference<Runnable> waiting = new AtomicReference<>(task);
    timer.after(delay, () -> waiting.getAndSet(() -> {}).run());
    return () -> waiting.set(() -> {});
  }
}
