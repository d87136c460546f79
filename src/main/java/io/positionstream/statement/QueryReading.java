package io.positionstream.statement;

import io.positionstream.web.Problem;
import io.positionstream.web.Problem.Violation;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One reading of a query, and everything that was wrong with it. Used by one thread. */
final class QueryReading {

  /** Longer than any ticker there is. */
  private static final int LONGEST = 200;

  /** Times that a database can hold. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final MultivaluedMap<String, String> query;
  private final List<Violation> violations = new ArrayList<>();

  QueryReading(MultivaluedMap<String, String> query) {
    this.query = query;
  }

  /**
   * Empty when it is not given, or wrong; a field that is given twice is wrong, too.
   *
   * @param parse gives null for what it does not understand
   */
  <T> Optional<T> parsed(String field, String expected, Function<String, @Nullable T> parse) {
    List<String> given = query.getOrDefault(field, List.of());
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value =
        given.size() == 1 ? Optional.ofNullable(parse.apply(given.getFirst())) : Optional.empty();
    if (value.isEmpty()) {
      wrong(field, expected);
    }
    return value;
  }

  Optional<Instant> time(String field) {
    return parsed(field, "an RFC 3339 time", QueryReading::instant);
  }

  Optional<String> ticker(String field, String expected) {
    return parsed(field, expected, QueryReading::ticker);
  }

  Optional<Integer> number(String field, int least, int most) {
    return parsed(
        field,
        "a number from " + least + " to " + most,
        text -> {
          int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
          return number >= least && number <= most ? number : null;
        });
  }

  void wrong(String field, String expected) {
    violations.add(new Violation(field, "must be " + expected));
  }

  /** Throws a problem that names every field that is not what it should be. */
  void check() {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).asException();
    }
  }

  /** {@code null}: not understood, or no time that a database can hold. */
  static @Nullable Instant instant(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static @Nullable String ticker(String text) {
    return !text.isBlank() && text.length() <= LONGEST && text.indexOf('\0') < 0 ? text : null;
  }
}
