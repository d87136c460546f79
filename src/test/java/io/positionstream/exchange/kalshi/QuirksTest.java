package io.positionstream.exchange.kalshi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.promises.PromiseTable;
import io.positionstream.promises.TestReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field report on the exchange is tested, cannot happen for a reason, or is not ours. */
class QuirksTest {

  private static final int REPORTS = 54;
  private static final int MOST_WORDS = 15;
  private static final Path SOURCES = Path.of("src/main/java/io/positionstream");
  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  private enum Status {
    TESTED,
    JAVADOC,
    NOT_OURS
  }

  /**
   * @param where tests, or one class
   * @param words phrase of its Javadoc, or a reason
   */
  private record Row(int number, String concern, Status status, List<String> where, String words) {

    static Row of(List<String> cells) {
      return new Row(
          Integer.parseInt(cells.get(0)),
          cells.get(1),
          Status.valueOf(cells.get(2).toUpperCase(Locale.ROOT).replace('-', '_')),
          PromiseTable.entries(cells.get(3)),
          cells.get(4));
    }

    @Override
    public String toString() {
      return number + " " + concern;
    }
  }

  static List<Row> rows() {
    return PromiseTable.rows("/kalshi/quirks.md", "\\| \\d", 5).stream().map(Row::of).toList();
  }

  @Test
  void everyReportHasOneRow() {
    assertThat(rows())
        .extracting(Row::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, REPORTS).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatItNamesIsThere(Row row) {
    assertThat(row.concern().split("\\s+")).hasSizeBetween(3, MOST_WORDS);
    switch (row.status()) {
      case TESTED -> {
        assertThat(row.where()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(row.where())
            .allSatisfy(test -> assertThat(TestReference.problem(test)).as(test).isEmpty())
            .noneMatch(test -> test.startsWith(TestReference.PENDING));
      }
      case JAVADOC -> {
        assertThat(row.where()).hasSize(1);
        assertThat(row.words()).hasSizeGreaterThan(20);
        assertThat(javadocOf(row.where().getFirst())).contains(row.words());
      }
      case NOT_OURS -> {
        assertThat(row.where()).isEmpty();
        assertThat(row.words()).hasSizeGreaterThan(40);
      }
    }
  }

  /** All Javadoc of a class as running text. */
  private static String javadocOf(String type) {
    try {
      String source = Files.readString(SOURCES.resolve(type.replace('.', '/') + ".java"));
      return JAVADOC
          .matcher(source)
          .results()
          .map(found -> found.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " "))
          .collect(joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
