package io.positionstream.statement;

import io.positionstream.journal.FactReader;
import io.positionstream.journal.FactReader.Place;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::time).thenComparing(Place::id);

  private static final String MARK = "1 ";

  /** A page, and whether there is more behind it. */
  record Page<T>(List<T> rows, Optional<String> nextCursor) {}

  /** Reads the query; throws a problem that names every field that is not what it should be. */
  static Paging of(UriInfo uri) {
    return of(uri.getQueryParameters());
  }

  static Paging of(MultivaluedMap<String, String> query) {
    QueryReading reading = new QueryReading(query);
    Paging paging =
        new Paging(
            reading.parsed("cursor", "a next_cursor of this list", Paging::place),
            reading.ticker("ticker", "a ticker"),
            reading.ticker("event", "the ticker of an event"),
            reading.time("from"),
            reading.time("to"),
            reading.number("limit", 1, MOST).orElse(STANDARD));
    reading.check();
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
      Instant time = ours ? QueryReading.instant(parts[1]) : null;
      return time == null ? null : new Place(time, parts[2]);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
