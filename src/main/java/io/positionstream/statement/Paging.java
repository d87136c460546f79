package io.positionstream.statement;

import io.positionstream.journal.FactReader;
import io.positionstream.journal.FactReader.Place;
import io.positionstream.web.Problem;
import io.positionstream.web.Problem.Violation;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list, newest first, a request asks for: {@code limit} and {@code cursor}, and the
 * filters {@code ticker}, {@code event}, {@code from} (inclusive) and {@code to} (exclusive).
 *
 * @param after where the page before ended; empty for the first page
 * @param limit rows of a page, from 1 to 500
 */
record Paging(
    Optional<Place> after,
    Optional<String> ticker,
    Optional<String> event,
    Optional<Instant> from,
    Optional<Instant> to,
    int limit) {

  private static final int STANDARD = 100;
  private static final int MOST = 500;

  /** Longer than any ticker there is. */
  private static final int LONGEST = 200;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::time).thenComparing(Place::id);

  private static final String MARK = "1 ";

  /** Times that a database can hold. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /** A page, and whether there is more behind it. */
  record Page<T>(List<T> rows, Optional<String> nextCursor) {}

  /** Reads the query; throws a problem that names every field that is not what it should be. */
  static Paging of(UriInfo uri) {
    return of(uri.getQueryParameters());
  }

  static Paging of(MultivaluedMap<String, String> query) {
    Reading reading = new Reading(query);
    Paging paging =
        new Paging(
            reading.parsed("cursor", "a next_cursor of this list", Paging::place),
            reading.parsed("ticker", "a ticker", Paging::ticker),
            reading.parsed("event", "the ticker of an event", Paging::ticker),
            reading.parsed("from", "an RFC 3339 time", Paging::time),
            reading.parsed("to", "an RFC 3339 time", Paging::time),
            reading.parsed("limit", "a number from 1 to 500", Paging::limit).orElse(STANDARD));
    if (!reading.violations.isEmpty()) {
      throw Problem.invalid(reading.violations).asException();
    }
    return paging;
  }

  /** For the journal: one row more than the page, which tells whether there is a next one. */
  FactReader.Query query() {
    return new FactReader.Query(after, ticker, event, from, to, limit + 1);
  }

  /** As {@link #query()} does, of rows that are at hand in whatever order. */
  <T> List<T> select(Stream<T> rows, Function<T, Place> place) {
    return rows.filter(row -> isAskedFor(place.apply(row)))
        .sorted(Comparator.comparing(place, ORDER).reversed())
        .limit(limit + 1L)
        .toList();
  }

  private boolean isAskedFor(Place place) {
    return after.filter(last -> ORDER.compare(place, last) >= 0).isEmpty()
        && from.filter(place.time()::isBefore).isEmpty()
        && to.filter(end -> !place.time().isBefore(end)).isEmpty();
  }

  /**
   * Cuts what {@link #query()} or {@link #select} gave.
   *
   * @param place where a row stands in the order of the list
   */
  <T> Page<T> page(List<T> rows, Function<T, Place> place) {
    if (rows.size() <= limit) {
      return new Page<>(List.copyOf(rows), Optional.empty());
    }
    List<T> page = List.copyOf(rows.subList(0, limit));
    return new Page<>(page, Optional.of(cursor(place.apply(page.getLast()))));
  }

  static String cursor(Place place) {
    byte[] text = (MARK + place.time() + " " + place.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** {@code null}: not understood. */
  private static @Nullable Place place(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split(" ", 3);
      boolean ours = text.startsWith(MARK) && parts.length == 3 && parts[2].indexOf('\0') < 0;
      Instant time = ours ? time(parts[1]) : null;
      return time == null ? null : new Place(time, parts[2]);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable String ticker(String text) {
    return !text.isBlank() && text.length() <= LONGEST && text.indexOf('\0') < 0 ? text : null;
  }

  private static @Nullable Instant time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static @Nullable Integer limit(String text) {
    boolean number = text.matches("[0-9]{1,3}");
    int limit = number ? Integer.parseInt(text) : 0;
    return limit >= 1 && limit <= MOST ? limit : null;
  }

  /** One reading of a query, and what was wrong with it. */
  private static final class Reading {
    private final MultivaluedMap<String, String> query;
    private final List<Violation> violations = new ArrayList<>();

    Reading(MultivaluedMap<String, String> query) {
      this.query = query;
    }

    /** Empty when it is not given, or wrong; a field that is given twice is wrong, too. */
    <T> Optional<T> parsed(String field, String expected, Function<String, @Nullable T> parse) {
      List<String> given = query.getOrDefault(field, List.of());
      if (given.isEmpty()) {
        return Optional.empty();
      }
      Optional<T> value =
          given.size() == 1 ? Optional.ofNullable(parse.apply(given.getFirst())) : Optional.empty();
      if (value.isEmpty()) {
        violations.add(new Violation(field, "must be " + expected));
      }
      return value;
    }
  }
}
