package io.positionstream.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Some rows of an account's past.
 *
 * @param rows newest first
 * @param unreadable how many more rows the exchange showed that say something we do not understand
 */
public record PastPage<T>(List<T> rows, int unreadable) {
  public PastPage {
    rows = List.copyOf(rows);
  }

  /** What is known of a stretch of the past, in one page. */
  public static <T> PastPage<T> of(Collection<T> known, Function<T, Instant> time, Span span) {
    Predicate<T> within =
        row -> !time.apply(row).isBefore(span.from()) && !time.apply(row).isAfter(span.until());
    return new PastPage<>(
        known.stream().filter(within).sorted(Comparator.comparing(time).reversed()).toList(), 0);
  }
}
