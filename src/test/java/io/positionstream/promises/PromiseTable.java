package io.positionstream.promises;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads a Markdown file of the tests that holds one table of promises. */
public final class PromiseTable {

  private PromiseTable() {}

  /**
   * The cells of every row.
   *
   * @param resource absolute path among the test resources
   * @param start what every row begins with and the head of the table does not, as a pattern
   * @param columns cells of a row; a row with another number of them fails
   */
  public static List<List<String>> rows(String resource, String start, int columns) {
    try (InputStream in = PromiseTable.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches(start + ".*"))
          .map(line -> cells(line, columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of a cell that holds several of them. */
  public static List<String> entries(String cell) {
    return Stream.of(cell.split(";")).map(String::strip).filter(e -> !e.isEmpty()).toList();
  }

  private static List<String> cells(String line, int columns) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != columns + 2) {
      throw new IllegalArgumentException(columns + " cells expected, found: " + line);
    }
    return Stream.of(cells).skip(1).limit(columns).map(String::strip).toList();
  }
}
