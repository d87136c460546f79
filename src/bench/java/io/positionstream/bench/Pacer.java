package io.positionstream.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends updates at a constant rate to the feeds, each time one at random (from a fixed seed): when
 * it is late, it sends what is due at once, and lateness counts, because due times do not move.
 */
final class Pacer {

  /** A thread that sleeps wakes so much too late at times; the rest is waited for awake. */
  private static final long AWAKE_NANOS = 25_000;

  private final List<Feed> feeds;
  private final Publisher publisher;
  private final double rate;
  private final int burst;
  private final SplittableRandom chance = new SplittableRandom(1);
  private volatile boolean running = true;
  private volatile long sent;
  private volatile @Nullable Throwable failure;
  private final Thread thread;

  /**
   * @param rate updates per second over all feeds
   * @param burst so many updates in a row are of the same feed
   */
  Pacer(List<Feed> feeds, Publisher publisher, double rate, int burst) {
    this.feeds = feeds;
    this.publisher = publisher;
    this.rate = rate;
    this.burst = burst;
    this.thread = Thread.ofPlatform().name("pacer").start(this::run);
  }

  private void run() {
    Timers.precise();
    double period = 1e9 / rate;
    long start = System.nanoTime();
    Feed feed = feeds.getFirst();
    try {
      for (long n = 0; running; n++) {
        long due = start + (long) (n * period);
        if (System.nanoTime() < due) {
          publisher.flush();
          await(due);
        }
        if (n % burst == 0 && feeds.size() > 1) {
          feed = feeds.get(chance.nextInt(feeds.size()));
        }
        publisher.send(feed, feed.take(due));
        sent = n + 1;
      }
      publisher.flush();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Updates sent so far. */
  long sent() {
    return sent;
  }

  /** Ends with the update that is due next. */
  void stop() throws InterruptedException {
    running = false;
    thread.join();
    if (failure != null) {
      throw new IllegalStateException("The sender failed.", failure);
    }
  }
}
