package io.positionstream.statement;

import io.positionstream.journal.SampleReader.Window;
import io.positionstream.portfolio.MarketTicker;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which part of a recorded series a request asks for, and the days it falls into. */
final class ChartWindow {

  /** A line needs two points. */
  private static final int FEWEST = 2;

  private static final int MOST = 1_000;
  private static final int EQUITY_POINTS = 300;

  /** For small charts: there may be hundreds of markets. */
  private static final int MARK_POINTS = 60;

  private static final int MOST_OF_ALL_MARKETS = 100;
  private static final Duration RECENT = Duration.ofHours(6);

  private ChartWindow() {}

  /** Marks of one market, or of all that are held. */
  record OfMarks(Optional<MarketTicker> ticker, Window window) {}

  /** Of today unless asked otherwise. */
  static Window ofEquity(MultivaluedMap<String, String> query, Instant now, ZoneId zone) {
    QueryReading reading = new QueryReading(query);
    int points = reading.number("points", FEWEST, MOST).orElse(EQUITY_POINTS);
    Window window = window(reading, points, now, to -> startOfDay(to, zone));
    reading.check();
    return window;
  }

  /** Of the last six hours unless asked otherwise. */
  static OfMarks ofMarks(MultivaluedMap<String, String> query, Instant now) {
    QueryReading reading = new QueryReading(query);
    Optional<MarketTicker> ticker = reading.ticker("ticker", "a ticker").map(MarketTicker::new);
    int most = ticker.isPresent() ? MOST : MOST_OF_ALL_MARKETS;
    int points = reading.number("points", FEWEST, most).orElse(MARK_POINTS);
    Window window = window(reading, points, now, to -> to.minus(RECENT));
    reading.check();
    return new OfMarks(ticker, window);
  }

  private interface Beginning {
    Instant before(Instant to);
  }

  private static Window window(QueryReading reading, int points, Instant now, Beginning standard) {
    Instant to = reading.time("to").orElse(now);
    Instant from = reading.time("from").orElseGet(() -> standard.before(to));
    if (!from.isBefore(to)) {
      reading.wrong("from", "before to");
    }
    return new Window(from, to, points);
  }

  /** The starts of the days that begin from {@code first} to {@code last}, both included. */
  static List<Instant> dayStarts(Instant first, Instant last, ZoneId zone) {
    LocalDate day = first.atZone(zone).toLocalDate();
    return Stream.iterate(day, next -> next.plusDays(1))
        .map(next -> next.atStartOfDay(zone).toInstant())
        .dropWhile(start -> start.isBefore(first))
        .takeWhile(start -> !start.isAfter(last))
        .toList();
  }

  private static Instant startOfDay(Instant moment, ZoneId zone) {
    return moment.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }
}
