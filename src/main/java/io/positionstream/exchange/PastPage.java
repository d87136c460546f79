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
 * @param unreadable ids of further rows that say something we do not understand
 */
public record PastPage<T>(List<T> rows, List<String> unreadable) {
  public PastPage {
    rows = List.copyOf(rows);
    unreadable = List.copyOf(unreadable);
  }

  /** What is known of a stretch of the past, in one page. */
  public static <T> PastPage<T> of(Collection<T> known, Function<T, Instant> time, Span span) {
    Predicate<T> within =
        row -> !time.apply(row).isBefore(span.from()) && !time.apply(row).isAfter(span.until());
    return new PastPage<>(
        known.stream().filter(within).sorted(Comparator.comparing(time).reversed()).toList(),
        List.of());
  }
}
