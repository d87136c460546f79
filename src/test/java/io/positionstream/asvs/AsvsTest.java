package io.positionstream.asvs;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.asvs.AsvsList.Row;
import io.positionstream.asvs.AsvsList.Status;
import io.positionstream.promises.TestReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the ASVS list to the standard on one side and to the tests on the other. */
class AsvsTest {

  /** Per section of ASVS 5.0.0 the levels of its requirements, in order, as far as level 2. */
  private static final String SECTIONS =
      """
      V3.2=11 V3.3=1222 V3.4=112222 V3.5=11122 V3.7=22
      V4.1=122 V4.2=2 V4.3=22 V4.4=1222
      V6.1=122 V6.2=111111112222 V6.3=1122 V6.4=1122 V6.5=22222 V6.6=222 V6.8=2222
      V7.1=222 V7.2=1111 V7.3=22 V7.4=11222 V7.5=22 V7.6=22
      V8.1=12 V8.2=112 V8.3=1 V8.4=2
      V9.1=111 V9.2=1222
      V11.1=22 V11.2=222 V11.3=112 V11.4=1222 V11.5=2 V11.6=2
      V13.1=2 V13.2=22222 V13.3=22 V13.4=12222
      V14.1=22 V14.2=1222 V14.3=122
      V16.1=2 V16.2=22222 V16.3=2222 V16.4=222 V16.5=222
      """;

  private static final List<Row> ROWS = AsvsList.read();

  @Test
  void listsEveryRequirementOnceWithItsLevel() {
    List<String> expected = new ArrayList<>();
    for (String section : SECTIONS.strip().split("\\s+")) {
      String[] parts = section.split("=");
      for (int i = 0; i < parts[1].length(); i++) {
        expected.add(parts[0] + "." + (i + 1) + " level " + parts[1].charAt(i));
      }
    }

    assertThat(ROWS.stream().map(row -> row.id() + " level " + row.level()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void everyRequirementThatAppliesHasATestThatExists() {
    for (Row row : ROWS) {
      if (row.status() == Status.APPLIES) {
        assertThat(row.tests()).as(row.id()).isNotEmpty();
      }
      for (String test : row.tests()) {
        assertThat(TestReference.problem(test)).as("%s: %s", row.id(), test).isEmpty();
      }
    }
  }

  @Test
  void whatDoesNotApplyOrIsMissingSaysWhy() {
    for (Row row : ROWS) {
      if (row.status() != Status.APPLIES) {
        assertThat(row.note()).as(row.id()).hasSizeGreaterThan(20);
      }
      if (row.status() == Status.NOT_APPLICABLE) {
        assertThat(row.tests()).as(row.id()).isEmpty();
      }
    }
  }

  @Test
  void whatIsAcceptedIsTestedAsFarAsItGoesAndToldToOperators() throws IOException {
    String page = Files.readString(Path.of("SECURITY.md"));
    for (Row row : ROWS) {
      if (row.status() == Status.ACCEPTED) {
        assertThat(row.tests()).as(row.id()).isNotEmpty();
        assertThat(page).contains(row.id());
      }
    }
  }

  @Test
  void printsWhatIsOpen() {
    Map<String, Map<Status, Long>> summary =
        ROWS.stream()
            .collect(
                groupingBy(
                    row -> "V%02d".formatted(row.chapter()),
                    TreeMap::new,
                    groupingBy(Row::status, TreeMap::new, counting())));
    StringBuilder text = new StringBuilder("ASVS 5.0 level 2\n");
    summary.forEach((chapter, counts) -> text.append("  %s %s%n".formatted(chapter, counts)));
    ROWS.stream()
        .filter(row -> row.status() == Status.OPEN)
        .forEach(row -> text.append("  open %s: %s%n".formatted(row.id(), row.note())));
    ROWS.stream()
        .flatMap(row -> row.tests().stream().map(test -> row.id() + ": " + test))
        .filter(test -> test.contains(TestReference.PENDING))
        .forEach(test -> text.append("  %s%n".formatted(test)));
    System.out.print(text);

    assertThat(summary.keySet())
        .containsExactly("V03", "V04", "V06", "V07", "V08", "V09", "V11", "V13", "V14", "V16");
  }
}
