package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams without sockets: who is written what, and how often. */
class StreamReaderTest extends StreamFixture {

  @Test
  void aWakeUpIsOneWriteHoweverMuchHasChanged() {
    TestWire wire = open("");
    account.fill("A");
    account.fill("B");
    account.quote("A", 40);
    loop.run();

    assertThat(wire.writes()).as("the snapshot and one more").hasSize(2);
    assertThat(wire.client().types())
        .containsExactly(
            "snapshot", "fill", "fill", "position_update", "position_update", "portfolio_update");
  }

  @Test
  void aChangeIsOneTaskOfTheLoopHoweverManyFollow() {
    for (int i = 0; i < 100; i++) {
      open("");
    }
    loop.run();
    int before = loop.given();

    account.fill("A");
    account.quote("A", 40);
    assertThat(loop.given() - before).as("not yet run, so the second is part of it").isEqualTo(1);

    loop.run();
    account.quote("A", 41);
    assertThat(loop.given() - before).isEqualTo(2);
  }

  @Test
  void readersAtTheSameCursorAreWrittenTheSameBytes() {
    TestWire one = open("");
    TestWire other = open("");
    account.fill("A");
    loop.run();
    assertThat(other.lastWrite()).isSameAs(one.lastWrite());
  }

  @Test
  void aStalledReaderIsWrittenNothingMoreAndDelaysNobody() {
    TestWire stalled = open("");
    stalled.stall();
    account.fill("A");
    loop.run();
    TestWire other = open("");
    for (int cents = 1; cents < 90; cents++) {
      account.quote("A", cents);
      loop.run();
    }
    assertThat(stalled.writes()).as("the snapshot and the fill").hasSize(2);
    assertThat(other.writes()).hasSize(90);
    assertThat(other.client().positions()).isEqualTo(rest());
  }

  @Test
  void aSlowReaderGetsTheNewestOfEachPositionAndEveryFact() {
    TestWire slow = open("").stall();
    account.fill("A");
    loop.run();
    for (int cents = 1; cents < 90; cents++) {
      account.quote("A", cents);
      account.fill("B");
      loop.run();
    }
    slow.take();
    while (slow.queued() > 0) {
      slow.take();
    }

    assertThat(slow.client().positions()).isEqualTo(rest());
    assertThat(slow.client().facts()).hasSize(90);
    assertThat(slow.client().types()).filteredOn("portfolio_update"::equals).hasSize(2);
    assertThat(registry.counter("stream.conflated").count()).isGreaterThan(100);
  }

  @Test
  void neverMoreThanTheBoundWaitsInAConnection() {
    for (int i = 0; i < 60; i++) {
      account.fill("KXLONG-MARKET-" + i);
    }
    TestWire slow = open("").stall();
    TestWire late = new TestWire().stall();
    open(late, "");
    for (int round = 0; round < 400; round++) {
      account.fill("KXLONG-MARKET-" + round % 60);
      loop.run();
    }
    for (TestWire wire : List.of(slow, late)) {
      while (wire.queued() > 0) {
        assertThat(wire.queued()).isLessThanOrEqualTo(BOUND);
        wire.take();
      }
      assertThat(wire.client().positions()).isEqualTo(rest());
      assertThat(wire.client().facts()).hasSize(400);
    }
    assertThat(registry.get("stream.queued.bytes").gauge().value()).isZero();
  }

  @Test
  void whoMissesMoreFactsThanAreKeptIsToldSoAndCanResume() {
    TestWire slow = open("");
    slow.stall();
    account.fill("A");
    loop.run();
    for (int i = 0; i < 1_100; i++) {
      account.fill("A");
    }
    loop.run();
    slow.take();

    assertThat(slow.lastWords()).contains("\"error\":\"too_slow\"");
    assertThat(registry.counter("stream.slow.closes", "reason", "facts").count()).isEqualTo(1);
    TestWire back = open(slow.client().lastEventId());
    assertThat(back.client().types().getFirst()).isEqualTo("snapshot");
    assertThat(back.client().positions()).isEqualTo(rest());
    assertThat(starts("snapshot", "too_old")).isEqualTo(1);
  }

  @Test
  void latencyIsFromTheOldestChangeOfAWriteOn() {
    open("");
    account.fill("A");
    account.quote("A", 30);
    loop.run();
    var latency = registry.get("stream.latency").timer();
    assertThat(latency.count()).isEqualTo(1);
    assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(LATENCY.toMillis());
  }

  @Test
  void whatWasSentIsCounted() {
    TestWire wire = open("");
    account.fill("A");
    account.quote("A", 30);
    account.quote("A", 31);
    loop.run();
    assertThat(messages("snapshot")).isEqualTo(1);
    assertThat(messages("fill")).isEqualTo(1);
    assertThat(messages("position_update")).isEqualTo(1);
    assertThat(messages("portfolio_update")).isEqualTo(1);
    assertThat(registry.counter("stream.writes").count()).isEqualTo(2);
    assertThat(registry.counter("stream.bytes").count())
        .isEqualTo(wire.writes().stream().mapToInt(Buffer::length).sum());
    assertThat(registry.counter("stream.conflated").count())
        .as("three steps, one told")
        .isEqualTo(2);
  }

  @Test
  void howStreamsBeganIsCounted() {
    account.fill("A");
    TestWire first = open("");
    String here = first.client().lastEventId();
    open(here);
    open("other-1-0");
    open(here.replaceAll("-\\d+-", "-99999-"));
    open("no cursor");
    assertThat(starts("snapshot", "new")).isEqualTo(1);
    assertThat(starts("resumed", "")).isEqualTo(1);
    assertThat(starts("snapshot", "other_epoch")).isEqualTo(1);
    assertThat(starts("snapshot", "ahead")).isEqualTo(1);
    assertThat(starts("snapshot", "malformed")).isEqualTo(1);
  }
}
