package io.positionstream.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which the exchange can be made to fail. */
enum FaultKind {
  /** Connections end without an answer. */
  REFUSE_CONNECT,
  /** REST answers with an error, in every documented shape by turns. */
  ERROR_SHAPE,
  /** A field of a REST answer or a frame is left out. */
  MISSING_FIELDS,
  /** Every frame comes late, in its order. */
  SLOW_FRAMES,
  /** Token buckets are enforced, with the figures that the account's limits show. */
  RATE_LIMIT,
  /** The exchange is closed: 503 for everything, sockets are cut. */
  MAINTENANCE,
  /** A proxy's page instead of an answer, also to an upgrade. */
  HTTP_502,
  /** Too many requests, whatever came before. */
  HTTP_429,
  /** The key is refused. */
  HTTP_401,
  /** A web page with status 200. */
  HTML_BODY,
  /** The TCP connection of a socket ends without a close frame. */
  CUT,
  /** A socket stays open, but nothing comes and nothing is heard any more; for good. */
  HALF_OPEN,
  /** Pings and replies go on, data does not come. */
  SILENT_DATA,
  /** Pings do not come. */
  NO_PING,
  /** REST answers late, with what was true when it was asked. */
  DELAY,
  /** Data frames come twice. */
  DUPLICATE,
  /** Two neighbouring data frames change places. */
  REORDER,
  /** Unreadable text comes before a data frame. */
  GARBAGE,
  /** A numbered frame is lost; its number is spent. */
  SEQ_GAP,
  /** A field of a REST answer or a frame is null. */
  NULL_FIELDS,
  /** REST answers and frames carry fields that nobody announced. */
  UNKNOWN_FIELDS,
  /** The exchange's clock is off, in its {@code Date} header and for signatures. */
  CLOCK_SKEW,
  /** One valid frame of a size near the limit. */
  HUGE_FRAME;

  static Optional<FaultKind> of(String wire) {
    return Arrays.stream(values()).filter(k -> k.wire().equals(wire)).findFirst();
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True for what happens to open sockets at once, and again to later ones only while it lasts. */
  boolean isBlow() {
    return this == CUT || this == HALF_OPEN || this == HUGE_FRAME;
  }
}
