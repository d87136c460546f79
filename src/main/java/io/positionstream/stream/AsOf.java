package io.positionstream.stream;

import io.positionstream.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The instant a caller asks about. */
final class AsOf {

  private AsOf() {}

  /**
   * Empty when the caller asks about now; a parameter without a value is none.
   *
   * @param asked an RFC 3339 time that is not in the future; otherwise it fails with {@code
   *     invalid_request}
   */
  static Optional<Instant> of(@Nullable String asked, Instant now) {
    if (asked == null) {
      return Optional.empty();
    }
    try {
      Instant when = OffsetDateTime.parse(asked).toInstant();
      if (!when.isAfter(now) && when.isAfter(Instant.EPOCH)) {
        return Optional.of(when);
      }
    } catch (DateTimeException e) {
      throw invalid("must be an RFC 3339 time, such as 2026-01-31T16:00:00Z");
    }
    throw invalid("must be a time between 1970 and now");
  }

  private static RuntimeException invalid(String message) {
    return Problem.invalid(List.of(new Problem.Violation("as_of", message))).asException();
  }
}
