package io.positionstream.portfolio;

import java.time.Duration;
import java.time.Instant;

/**
 * From when on, by our clock, a question to REST has an answer that is newer than what we show of a
 * market. The exchange's clock is another one: its times say nothing about when we asked.
 *
 * @param quote the answer to an older question does not change the quote
 * @param result the answer to an older question does not change phase and settlement value
 */
record Freshness(Instant quote, Instant result) {

  /** REST may not know a result for so long after the socket told it. */
  static final Duration RESULT_LAG = Duration.ofSeconds(30);

  static final Freshness NONE = new Freshness(Instant.MIN, Instant.MIN);

  /** A tick: whoever asked before hearing it may have been answered before it. */
  Freshness quoted(Instant heard) {
    return new Freshness(later(quote, heard), result);
  }

  Freshness determined(Instant heard) {
    return new Freshness(quote, later(result, heard.plus(RESULT_LAG)));
  }

  Freshness asked(Instant asked) {
    return new Freshness(later(quote, asked), later(result, asked));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
