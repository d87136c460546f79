package io.positionstream.simulator;

import java.time.Instant;

/**
 * A question with one or more markets; at most one of them comes out YES when it is mutually
 * exclusive.
 */
record ListedEvent(
    String ticker, String title, String subTitle, boolean mutuallyExclusive, Instant listedAt) {

  /** The ticker up to its first dash. */
  String seriesTicker() {
    return Tickers.series(ticker);
  }
}
