package io.positionstream.statement;

import io.positionstream.portfolio.ledger.Cycle;
import io.positionstream.web.Problem;
import io.positionstream.web.Problem.Violation;
import jakarta.ws.rs.core.MultivaluedMap;
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

/**
 * Which closed cycles a request asks for, newest first.
 *
 * @param after where the page before ended; empty for the first one
 * @param from closed at this time or later
 * @param to closed before this time
 * @param limit rows of a page, from 1 to 500
 */
record TradeQuery(
    Optional<Place> after,
    Optional<String> ticker,
    Optional<String> event,
    Optional<Instant> from,
    Optional<Instant> to,
    int limit) {

  private static final int STANDARD = 100;
  private static final int MOST = 500;

  /** A row's place in the order of the list. */
  record Place(Instant time, String id) implements Comparable<Place> {

    static Place of(Cycle cycle) {
      return new Place(cycle.closedAt().orElse(Instant.MAX), cycle.id());
    }

    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::time).thenComparing(Place::id).compare(this, other);
    }

    String cursor() {
      byte[] text = (time + " " + id).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Throws {@link IllegalArgumentException} for what is no cursor. */
    static Place parse(String cursor) {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      if (space < 0) {
        throw new IllegalArgumentException("Expected a cursor.");
      }
      return new Place(Instant.parse(text.substring(0, space)), text.substring(space + 1));
    }
  }

  /** A page, and where the next one begins; empty at the end. */
  record Page(List<Cycle> cycles, Optional<String> nextCursor) {}

  /** Throws a problem that names every field that is not what it should be. */
  static TradeQuery of(MultivaluedMap<String, String> query) {
    Reading read = new Reading(query, new ArrayList<>());
    TradeQuery all =
        new TradeQuery(
            read.field("cursor", "a next_cursor of this list", Place::parse),
            read.field("ticker", "a ticker", TradeQuery::ticker),
            read.field("event", "the ticker of an event", TradeQuery::ticker),
            read.field("from", "an RFC 3339 time", TradeQuery::time),
            read.field("to", "an RFC 3339 time", TradeQuery::time),
            read.field("limit", "a number from 1 to 500", TradeQuery::limit).orElse(STANDARD));
    if (!read.violations().isEmpty()) {
      throw Problem.invalid(read.violations()).asException();
    }
    return all;
  }

  /** Cuts the page out of all cycles, in whatever order they come. */
  Page page(List<Cycle> cycles) {
    List<Cycle> rest =
        cycles.stream()
            .filter(Cycle::isOver)
            .filter(this::isWanted)
            .sorted(Comparator.comparing(Place::of).reversed())
            .limit(limit + 1L)
            .toList();
    if (rest.size() <= limit) {
      return new Page(rest, Optional.empty());
    }
    List<Cycle> page = rest.subList(0, limit);
    return new Page(page, Optional.of(Place.of(page.getLast()).cursor()));
  }

  private boolean isWanted(Cycle cycle) {
    Place place = Place.of(cycle);
    return after.filter(last -> place.compareTo(last) >= 0).isEmpty()
        && from.filter(place.time()::isBefore).isEmpty()
        && to.filter(end -> !place.time().isBefore(end)).isEmpty();
  }

  private static String ticker(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Expected a ticker.");
    }
    return text;
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static int limit(String text) {
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("Expected a limit from 1 to " + MOST + ".");
    }
    return limit;
  }

  private record Reading(MultivaluedMap<String, String> query, List<Violation> violations) {

    /** Empty when it is not given, or wrong; a field given twice is wrong, too. */
    <T> Optional<T> field(String name, String expected, Function<String, T> parse) {
      List<String> given = query.getOrDefault(name, List.of());
      if (given.isEmpty()) {
        return Optional.empty();
      }
      try {
        if (given.size() == 1) {
          return Optional.of(parse.apply(given.getFirst()));
        }
      } catch (IllegalArgumentException | DateTimeException _) {
        // Told below.
      }
      violations.add(new Violation(name, "must be " + expected));
      return Optional.empty();
    }
  }
}
