package io.positionstream.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Turns wall-clock time into tape time, at a speed that may change and a pause. */
final class TapeClock {
  static final int MAX_SPEED = 10_000;

  private final Clock clock;
  private final long endMs;
  private long baseMs;
  private Instant baseTime;
  private int speed;
  private boolean paused;

  TapeClock(Clock clock, long startMs, long endMs, int speed) {
    this.clock = clock;
    this.endMs = endMs;
    this.baseMs = startMs;
    this.baseTime = clock.instant();
    this.speed = speed;
  }

  /** Tape time in milliseconds, at most the length of the tape. */
  long elapsedMs() {
    if (stopped()) {
      return baseMs;
    }
    long wall = Math.max(0, Duration.between(baseTime, clock.instant()).toMillis());
    return Math.min(endMs, baseMs + wall * speed);
  }

  void jumpTo(long elapsedMs) {
    baseMs = elapsedMs;
    baseTime = clock.instant();
  }

  void change(int newSpeed, boolean pause) {
    jumpTo(elapsedMs());
    speed = newSpeed;
    paused = pause;
  }

  boolean stopped() {
    return paused || speed == 0;
  }

  int speed() {
    return speed;
  }

  boolean paused() {
    return paused;
  }

  /** How long it takes until tape time {@code targetMs}; the clock must not be stopped. */
  Duration until(long targetMs) {
    long tapeMs = Math.max(0, targetMs - elapsedMs());
    return Duration.ofMillis(Math.ceilDiv(tapeMs, speed));
  }
}
