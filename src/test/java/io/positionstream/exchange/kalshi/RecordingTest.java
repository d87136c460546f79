package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.kalshi.Recording.Header;
import io.positionstream.exchange.kalshi.Recording.Input;
import io.positionstream.exchange.kalshi.RecordingWriter.Room;
import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Remembered;
import io.positionstream.portfolio.StateHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format of a recording, its reader and its writer. */
class RecordingTest {

  @TempDir Path folder;

  @Test
  void everyKindOfInputIsReadAsItWasWritten() throws Exception {
    var reply = new Transport.Reply(200, Optional.of("Mon"), "{\"a\":\"ü\\n\"}");
    var failure = new Recording.Failure(true, "late");
    List<Recording.Entry> entries =
        List.of(
            new Recording.Began(),
            new Recording.Passed(Events.T0.plusNanos(1), Events.T0),
            new Recording.Timer(1),
            new Recording.Answered(2, "/a?b=c", reply),
            new Recording.Unanswered(3, "/a", failure),
            new Recording.Opened(4),
            new Recording.Refused(5, new Transport.Reply(503, Optional.empty(), "")),
            new Recording.Unopened(6, failure),
            new Recording.Heard(7, "{\"type\":\"ticker\"}\n"),
            new Recording.Pinged(8),
            new Recording.Closed(9, "cut"),
            new Recording.Sent(10),
            new Recording.Unsent(11, failure),
            new Recording.State(12, "00ff"),
            new Recording.End("stopped"));
    assertThat(entries).hasSize(Recording.Entry.class.getPermittedSubclasses().length);
    Header header = header(Remembered.of(Events.unknown()));
    Path file = folder.resolve("all.jsonl.gz");
    RecordingWriter writer = new RecordingWriter(file, Long.MAX_VALUE, header);
    entries.forEach(entry -> writer.add(new Input(Events.T0, entry)));
    writer.end();
    writer.join();

    try (RecordingReader reader = new RecordingReader(file)) {
      assertThat(reader.header()).isEqualTo(header);
      assertThat(all(reader)).extracting(Input::in).isEqualTo(entries);
    }
  }

  @Test
  void aStartThatIsRememberedBeginsTheReplayAsItDidTheRecording() throws Exception {
    Portfolio before = Events.held(Events.YES).apply(Events.quoted("0.5", "0.6", 3));
    Portfolio start =
        Events.unknown()
            .recalling(
                before.positions().values(),
                before.cash(),
                before.totals(),
                before.day(),
                before.pnlSince(),
                Optional.of(Events.T0),
                Map.of("y", Events.T0.plusSeconds(1)));

    String json = Recording.JSON.writeValueAsString(header(Remembered.of(start)));
    Portfolio again = Recording.JSON.readValue(json, Header.class).start().onto(Events.unknown());

    assertThat(again).isEqualTo(start);
    // What was told before is no news here, either.
    Fill known = Events.fill("y", io.positionstream.portfolio.Side.YES, "1", "0.4", "0", 1);
    assertThat(again.apply(Events.filled(known)).recentFacts()).isEmpty();
    assertThat(again.cursor()).isEqualTo(new Cursor("e1", 0, 0));
    assertThat(StateHash.of(again)).isEqualTo(StateHash.of(start));
  }

  @Test
  void aFullFileTakesOnlyItsLastWords() throws Exception {
    Path file = folder.resolve("full.jsonl");
    RecordingWriter writer =
        new RecordingWriter(file, 1_000, header(Remembered.of(Events.unknown())));
    Input heard = new Input(Events.T0, new Recording.Heard(1, "x".repeat(1_000)));

    assertThat(writer.add(heard)).isEqualTo(Room.FILE_FULL);
    writer.end(new Input(Events.T0, new Recording.End("full")));
    writer.join();

    try (RecordingReader reader = new RecordingReader(file)) {
      assertThat(all(reader)).containsExactly(new Input(Events.T0, new Recording.End("full")));
    }
  }

  @Test
  void whatIsNoRecordingOfAKnownFormatIsRefused() throws IOException {
    for (String text : List.of("", "{}", "{\"recording\":2}", "no", "[]")) {
      Path file = Files.writeString(folder.resolve("other"), text);
      assertThatThrownBy(() -> new RecordingReader(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Expected a recording");
    }
  }

  @Test
  void aLineInTheMiddleThatIsNoInputIsNotSkipped() throws Exception {
    Path file = folder.resolve("odd.jsonl");
    String header = Recording.JSON.writeValueAsString(header(Remembered.of(Events.unknown())));
    Files.writeString(file, header + "\nodd\nodd\n");
    try (RecordingReader reader = new RecordingReader(file)) {
      assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
    }
  }

  private static Header header(Remembered start) {
    return new Header(
        Recording.FORMAT,
        Events.T0,
        "simulator",
        0,
        -4,
        Recording.Timing.of(new TestTiming()),
        Events.T0,
        start);
  }

  private static List<Input> all(RecordingReader reader) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      inputs.add(next.get());
    }
    return inputs;
  }
}
