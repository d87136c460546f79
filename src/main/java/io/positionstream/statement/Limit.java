package io.positionstream.statement;

import io.positionstream.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows a caller wants. */
final class Limit {

  static final int MOST = 1_000;
  private static final int USUAL = 100;

  private Limit() {}

  /** Fails with {@code invalid_request} unless it is a number from 1 to {@link #MOST}. */
  static int of(@Nullable String asked) {
    if (asked == null) {
      return USUAL;
    }
    if (asked.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(asked);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Problem.invalid(
            List.of(new Problem.Violation("limit", "must be a number from 1 to " + MOST)))
        .asException();
  }
}
