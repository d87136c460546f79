package io.positionstream.asvs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
    try (InputStream in = AsvsList.class.getResourceAsStream("/asvs/asvs-5.0-level2.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("| V"))
          .map(AsvsList::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 8) {
      throw new IllegalArgumentException("six cells expected, found: " + line);
    }
    return new Row(
        cells[1].strip(),
        Integer.parseInt(cells[2].strip()),
        cells[3].strip(),
        Status.valueOf(cells[4].strip().toUpperCase(Locale.ROOT).replace('-', '_')),
        Stream.of(cells[5].split(";")).map(String::strip).filter(t -> !t.isEmpty()).toList(),
        cells[6].strip());
  }
}
