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
 */
record Surroundings(
    KalshiConfig.Timing timing,
    Clock clock,
    ScheduledExecutorService scheduler,
    RandomGenerator chance,
    WireNews news) {}
