package io.positionstream.exchange.kalshi;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * Everything a line does not decide itself: replaced as a whole, a line runs in a test under a
 * clock of its own.
 *
 * @param scheduler waits, and signs off the event loops
 * @param chance thread-safe; spreads attempts
 * @param news told of what the exchange says and does not document
 * @param meter counts what happens
 */
record Surroundings(
    KalshiConfig.Timing timing,
    Clock clock,
    ScheduledExecutorService scheduler,
    RandomGenerator chance,
    WireNews news,
    LineMeter meter) {

  /** Of a line that nobody measures. */
  Surroundings(
      KalshiConfig.Timing timing,
      Clock clock,
      ScheduledExecutorService scheduler,
      RandomGenerator chance,
      WireNews news) {
    this(timing, clock, scheduler, chance, news, LineMeter.unread());
  }
}
