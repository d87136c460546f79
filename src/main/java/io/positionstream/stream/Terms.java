package io.positionstream.stream;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * What all streams go by.
 *
 * @param heartbeatNanos silence after which a comment is sent
 * @param deadlineNanos how long a client may take nothing
 * @param maxQueued bytes that wait in one connection at most
 * @param retry clients are told to come back after this long, up to twice as long at random
 * @param nanos a clock that only goes forward
 * @param chance a random number from 0 to below its argument
 */
record Terms(
    long heartbeatNanos,
    long deadlineNanos,
    int maxQueued,
    Duration retry,
    StreamMetrics metrics,
    LongSupplier nanos,
    LongUnaryOperator chance) {

  /** So that clients do not come back all at once. */
  String retryLine(Duration spread) {
    long base = Math.max(1, retry.toMillis());
    return "retry: " + (base + chance.applyAsLong(base + spread.toMillis())) + "\n";
  }
}
