package io.positionstream.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.positionstream.journal.SampleReader.Window;
import io.positionstream.web.Problem.Violation;
import io.positionstream.web.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jboss.resteasy.reactive.common.util.MultivaluedTreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartWindowTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** Half past two in the night of New York. */
  private static final Instant NOW = Instant.parse("2026-07-06T06:30:00Z");

  @Test
  void equityIsOfTheDayOfTheZoneUntilNow() {
    assertThat(ChartWindow.ofEquity(query(), NOW, NEW_YORK))
        .isEqualTo(new Window(Instant.parse("2026-07-06T04:00:00Z"), NOW, 300));
  }

  @Test
  void theDayIsThatOfTheEndAskedFor() {
    assertThat(ChartWindow.ofEquity(query("to", "2026-01-02T04:59:00Z"), NOW, NEW_YORK).from())
        .isEqualTo("2026-01-01T05:00:00Z");
  }

  @Test
  void marksAreOfAllMarketsAndTheLastSixHours() {
    var all = ChartWindow.ofMarks(query(), NOW);

    assertThat(all.ticker()).isEmpty();
    assertThat(all.window()).isEqualTo(new Window(Instant.parse("2026-07-06T00:30:00Z"), NOW, 60));
  }

  @Test
  void onlyOneMarketMayHaveAsManyPointsAsTheEquity() {
    assertThat(
            ChartWindow.ofMarks(query("ticker", "KXRAIN-1-A", "points", "1000"), NOW)
                .window()
                .points())
        .isEqualTo(1_000);
    assertThat(wrongInMarks("points", "101")).containsExactly("points");
    assertThat(wrongInMarks("points", "1001", "ticker", "KXRAIN-1-A")).containsExactly("points");
  }

  @ParameterizedTest
  @CsvSource({
    "points,1",
    "points,1001",
    "points,-5",
    "points,many",
    "from,yesterday",
    "from,2026-07-06T06:30:00Z",
    "from,2026-08-01T00:00:00Z",
    "to,2026-07-06",
  })
  void namesTheFieldThatIsWrong(String field, String value) {
    assertThat(wrongInEquity(field, value)).containsExactly(field);
    assertThat(wrongInMarks(field, value)).containsExactly(field);
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    assertThat(wrongInMarks("ticker", "", "points", "x", "to", "y", "from", "z"))
        .containsExactly("ticker", "points", "to", "from");
  }

  @Test
  void aDayStartsWhenItsZoneSaysSoAlsoWhenTheClockIsTurned() {
    assertThat(
            ChartWindow.dayStarts(
                Instant.parse("2026-10-31T04:00:00Z"),
                Instant.parse("2026-11-02T05:00:00Z"),
                NEW_YORK))
        .containsExactly(
            Instant.parse("2026-10-31T04:00:00Z"),
            Instant.parse("2026-11-01T04:00:00Z"),
            Instant.parse("2026-11-02T05:00:00Z"));
    assertThat(ChartWindow.dayStarts(NOW, NOW.plusSeconds(60), NEW_YORK)).isEmpty();
  }

  private static List<String> wrongInEquity(String... pairs) {
    return fields(() -> ChartWindow.ofEquity(query(pairs), NOW, NEW_YORK));
  }

  private static List<String> wrongInMarks(String... pairs) {
    return fields(() -> ChartWindow.ofMarks(query(pairs), NOW));
  }

  private static List<String> fields(Runnable reading) {
    return catchThrowableOfType(ProblemException.class, reading::run)
        .problem()
        .violations()
        .stream()
        .map(Violation::field)
        .toList();
  }

  private static MultivaluedMap<String, String> query(String... pairs) {
    MultivaluedMap<String, String> query = new MultivaluedTreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.add(pairs[i], pairs[i + 1]);
    }
    return query;
  }
}
