package io.positionstream.journal;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.EnumSet;
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

  /** Whether what was to be written is to blame, and not the way to where it is written. */
  static boolean isOfItsRows(Throwable failure) {
    return failure instanceof PgException
        ? EnumSet.of(CONSTRAINT, OTHER).contains(of(failure))
        : failure instanceof RuntimeException && !(failure instanceof VertxException);
  }

  /** As metrics, health and clients name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
