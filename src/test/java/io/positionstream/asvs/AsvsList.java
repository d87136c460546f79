package io.positionstream.asvs;

import io.positionstream.promises.PromiseTable;
import java.util.List;
import java.util.Locale;

/** Reads {@code asvs/asvs-5.0-level2.md}: the rows of its one table. */
final class AsvsList {

  enum Status {
    APPLIES,
    NOT_APPLICABLE,
    OPEN,
    /** Not met, and not ours to decide. */
    ACCEPTED
  }

  /**
   * @param asks what the standard asks for, in our words
   * @param tests {@code package.Class.method} below {@code io.positionstream}
   * @param note reason, or what is missing
   */
  record Row(String id, int level, String asks, Status status, List<String> tests, String note) {

    int chapter() {
      return Integer.parseInt(id.substring(1, id.indexOf('.')));
    }
  }

  private AsvsList() {}

  static List<Row> read() {
    return PromiseTable.rows("/asvs/asvs-5.0-level2.md", "\\| V", 6).stream()
        .map(AsvsList::row)
        .toList();
  }

  private static Row row(List<String> cells) {
    return new Row(
        cells.get(0),
        Integer.parseInt(cells.get(1)),
        cells.get(2),
        Status.valueOf(cells.get(3).toUpperCase(Locale.ROOT).replace('-', '_')),
        PromiseTable.entries(cells.get(4)),
        cells.get(5));
  }
}
