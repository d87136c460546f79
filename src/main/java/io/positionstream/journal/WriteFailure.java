package io.positionstream.journal;

import io.vertx.pgclient.PgException;
import java.util.Locale;

/** Why a transaction failed, in as many words as a metric may have. */
enum WriteFailure {
  /** SQLSTATE 53100. */
  DISK_FULL,
  /** Too many connections, out of memory: class 53. */
  OUT_OF_RESOURCES,
  /** Gone, going, or not reached. */
  UNAVAILABLE,
  /** Rows that contradict what the schema demands: class 23. */
  CONSTRAINT,
  OTHER;

  static WriteFailure of(Throwable failure) {
    if (!(failure instanceof PgException refused)) {
      return UNAVAILABLE;
    }
    String state = refused.getSqlState() == null ? "" : refused.getSqlState();
    if (state.equals("53100")) {
      return DISK_FULL;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "53" -> OUT_OF_RESOURCES;
      case "08", "57" -> UNAVAILABLE;
      case "23" -> CONSTRAINT;
      default -> OTHER;
    };
  }

  /** As metrics, health and clients name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
