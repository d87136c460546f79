package io.positionstream.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into columns: {@code INSERT ... SELECT FROM unnest(...)} takes one array a column. */
final class Columns {

  private Columns() {}

  static <T> Long[] longs(List<T> rows, Function<T, @Nullable Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  static <T> Integer[] ints(List<T> rows, Function<T, Optional<Integer>> column) {
    return rows.stream().map(row -> column.apply(row).orElse(null)).toArray(Integer[]::new);
  }

  static <T> String[] texts(List<T> rows, Function<T, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  static <T> Boolean[] flags(List<T> rows, Function<T, Boolean> column) {
    return rows.stream().map(column).toArray(Boolean[]::new);
  }

  static <T> OffsetDateTime[] times(List<T> rows, Function<T, Optional<Instant>> column) {
    return rows.stream()
        .map(row -> column.apply(row).map(Columns::utc).orElse(null))
        .toArray(OffsetDateTime[]::new);
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
