package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure;
import java.util.Locale;

/** Why a line was lost, in as many words as a metric may have; people read the message instead. */
enum LossReason {
  /** The exchange closed the socket. */
  CLOSED,
  /** The socket broke, or would not be written to. */
  BROKEN,
  /** Nothing was heard for too long. */
  SILENT,
  /** The socket lived and did not tell what REST shows. */
  DEAF,
  /** The exchange reported an error that ends a channel. */
  ERROR,
  /** What it sent could not be read. */
  UNREADABLE,
  /** It did not acknowledge a channel. */
  UNACKNOWLEDGED,
  /** It sent faster than we read. */
  OVERRUN,
  /** It could not be reached, or said that it is down or busy. */
  UNAVAILABLE,
  /** It did not answer in time. */
  TIMED_OUT,
  /** It answered what it does not document, or that the key may not read this. */
  UNEXPECTED,
  /** We are to blame. */
  FAULT;

  static LossReason of(Throwable failure) {
    return switch (failure) {
      case LineLost lost -> lost.reason();
      case ExchangeFailure.Unavailable _ -> UNAVAILABLE;
      case ExchangeFailure.TimedOut _ -> TIMED_OUT;
      case ExchangeFailure _ -> UNEXPECTED;
      default -> FAULT;
    };
  }

  /** As metrics name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
