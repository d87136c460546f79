package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The states of the line, and which may follow which. */
class LineTest {

  /** Rows: the state before. Columns: what is told. "same" only takes over the reason. */
  private static final String SPECIFICATION =
      """
      before \\ told  connecting  live  stale  polling  reconnecting  rejected  disconnected
      connecting     same        yes   yes    yes      yes           yes       yes
      live           no          same  yes    yes      yes           yes       yes
      stale          no          yes   same   yes      yes           yes       yes
      polling        no          yes   no     same     yes           yes       yes
      reconnecting   no          yes   yes    yes      same          yes       yes
      rejected       yes         no    no     no       no            same      yes
      disconnected   yes         no    no     no       no            no        same
      """;

  private static final Instant EARLIER = T0;
  private static final Instant NOW = T0.plusSeconds(60);

  static Stream<Arguments> pairs() {
    List<String> rows = SPECIFICATION.lines().toList();
    List<String> told = words(rows.getFirst().replace("before \\ told", "before"));
    return rows.stream()
        .skip(1)
        .map(LineTest::words)
        .flatMap(
            row ->
                Stream.iterate(1, column -> column + 1)
                    .limit(told.size() - 1L)
                    .map(
                        column -> Arguments.of(row.getFirst(), told.get(column), row.get(column))));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @MethodSource("pairs")
  void followsOnlyWhereItMay(String before, String told, String verdict) {
    Line old = line(before, EARLIER, "old reason");
    Line news = line(told, NOW, "new reason");

    Line after = news.after(old);

    assertThat(after)
        .isEqualTo(
            switch (verdict) {
              case "yes" -> news;
              case "same" -> line(told, EARLIER, "new reason");
              default -> old;
            });
  }

  @Test
  void theSpecificationNamesEveryPair() {
    assertThat(pairs()).hasSize(49);
    assertThat(pairs().map(pair -> pair.get()[2])).containsOnly("yes", "no", "same");
    assertThat(Line.class.getPermittedSubclasses())
        .extracting(state -> state.getSimpleName().toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(
            pairs().map(pair -> (String) pair.get()[0]).distinct().toList());
  }

  @Test
  void theSameStateForTheSameReasonIsNoChange() {
    Portfolio lost = tell(unknown(), new Line.Reconnecting(EARLIER, "refused"));
    Portfolio again = tell(lost, new Line.Reconnecting(NOW, "refused"));
    assertThat(again.seq()).isEqualTo(lost.seq());
    assertThat(again.lineSeq()).isEqualTo(lost.lineSeq());
    assertThat(again.line().since()).isEqualTo(EARLIER);
  }

  @Test
  void anotherReasonIsAChangeButNoNewOutage() {
    Portfolio lost = tell(unknown(), new Line.Reconnecting(EARLIER, "cut"));
    Portfolio again = tell(lost, new Line.Reconnecting(NOW, "refused"));
    assertThat(again.seq()).isEqualTo(lost.seq() + 1);
    assertThat(again.lineSeq()).isEqualTo(again.seq());
    assertThat(again.line()).isEqualTo(new Line.Reconnecting(EARLIER, "refused"));
  }

  @Test
  void pollingIsAnotherStateThanReconnecting() {
    Portfolio lost = tell(unknown(), new Line.Reconnecting(EARLIER, "cut"));
    Portfolio polling = tell(lost, new Line.Polling(NOW, "no socket"));
    assertThat(polling.line().since()).isEqualTo(NOW);
  }

  @Test
  void whatCannotFollowTakesNoNewSeq() {
    Portfolio stopped = tell(unknown(), new Line.Disconnected(EARLIER, "stopped"));
    assertThat(tell(stopped, new Line.Live(NOW)).seq()).isEqualTo(stopped.seq());
  }

  private static Portfolio tell(Portfolio before, Line line) {
    return before.apply(new AccountEvent.LineChanged(line, line.since()));
  }

  private static Line line(String status, Instant since, String reason) {
    return switch (status) {
      case "connecting" -> new Line.Connecting(since, reason);
      case "live" -> new Line.Live(since);
      case "stale" -> new Line.Stale(since, reason);
      case "polling" -> new Line.Polling(since, reason);
      case "reconnecting" -> new Line.Reconnecting(since, reason);
      case "rejected" -> new Line.Rejected(since, reason);
      case "disconnected" -> new Line.Disconnected(since, reason);
      default -> throw new IllegalArgumentException(status);
    };
  }

  private static List<String> words(String row) {
    return Arrays.asList(row.trim().split("\\s+"));
  }
}
