package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams without sockets: how long they live, and how they end. */
class StreamLifeTest extends StreamFixture {

  @Test
  void oneMoreReaderIsNeitherATimerNorATask() {
    open("");
    loop.run();
    int tasks = loop.given();
    for (int i = 0; i < 100; i++) {
      open("");
    }
    assertThat(loop.timers()).isEqualTo(1);
    assertThat(loop.given()).isEqualTo(tasks);
  }

  @Test
  void whoTakesNothingForTooLongIsClosedAndResumesExactly() {
    TestWire slow = open("");
    slow.stall();
    account.fill("A");
    loop.run();
    pass(29);
    assertThat(slow.isEnded()).isFalse();

    pass(1);

    assertThat(slow.lastWords()).contains("\"error\":\"too_slow\"");
    assertThat(registry.counter("stream.slow.closes", "reason", "deadline").count()).isEqualTo(1);
    assertThat(slow.isCut()).as("its last words are not waited for").isFalse();
    pass(1);
    assertThat(slow.isCut()).isTrue();
    assertThat(gone).hasSize(1);
    TestWire back = open(slow.client().lastEventId());
    assertThat(back.client().types()).startsWith("resumed", "fill");
  }

  @Test
  void whoTakesALittleNowAndThenIsNotClosed() {
    for (int i = 0; i < 100; i++) {
      account.fill("KXLONG-MARKET-" + i);
    }
    TestWire slow = new TestWire().stall();
    open(slow, "");
    int parts = 0;
    while (slow.queued() > 0) {
      pass(20);
      slow.take();
      parts++;
    }
    assertThat(parts).isGreaterThan(5);
    assertThat(slow.isEnded()).isFalse();
    assertThat(slow.client().positions()).isEqualTo(rest());
  }

  @Test
  void wordsAreNotPutIntoTheMiddleOfAMessage() {
    for (int i = 0; i < 100; i++) {
      account.fill("KXLONG-MARKET-" + i);
    }
    TestWire slow = new TestWire().stall();
    open(slow, "");

    pass(31);

    assertThat(slow.isCut()).isTrue();
    assertThat(slow.isEnded()).isFalse();
    assertThat(gone).hasSize(1);
  }

  @Test
  void silenceIsBrokenByACommentAndByNothingElse() {
    TestWire wire = open("");
    pass(14);
    assertThat(wire.writes()).hasSize(1);
    account.fill("A");
    loop.run();
    pass(14);
    assertThat(wire.writes()).as("a message is no silence").hasSize(2);
    pass(2);
    assertThat(wire.lastWrite()).isEqualTo(Buffer.buffer(":\n\n"));
  }

  @Test
  void heartbeatsOfStreamsThatFellSilentTogetherDoNotMeet() {
    List<TestWire> wires = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      wires.add(open(""));
    }
    now += 15 * SECOND;
    loop.tick(1);
    assertThat(wires).filteredOn(wire -> wire.writes().size() == 2).hasSize(10);
    loop.tick(9);
    assertThat(wires).allMatch(wire -> wire.writes().size() == 2);
  }

  @Test
  void theEndOfTheEngineEndsItsStreams() {
    TestWire wire = open("");
    account.stop();
    loop.run();
    assertThat(wire.client().types()).endsWith("connection_status");
    assertThat(wire.isEnded()).isTrue();
    assertThat(gone).hasSize(1);
  }

  @Test
  void aClientThatIsGoneIsForgottenAtOnce() {
    TestWire wire = open("").stall();
    TestWire other = open("");
    account.fill("A");
    loop.run();

    wire.breakOff();
    account.fill("A");
    loop.run();

    assertThat(gone).hasSize(1);
    assertThat(wire.writes()).hasSize(2);
    assertThat(other.writes()).hasSize(3);
    assertThat(registry.get("stream.open").gauge().value()).isEqualTo(1);
    assertThat(registry.get("stream.queued.bytes").gauge().value()).isZero();
  }

  @Test
  void atShutdownEachTakesLeaveAtATimeOfItsOwn() {
    TestWire wire = open("");
    streams.drain(Duration.ofSeconds(9), bound -> bound / 3);
    pass(2);
    assertThat(wire.isEnded()).isFalse();
    pass(2);
    assertThat(wire.lastWords())
        .isEqualTo(
            """
            retry: 1666
            data: {"type":"error","error":"server_shutdown","message":"The service is going down; come back."}

            """);
  }
}
