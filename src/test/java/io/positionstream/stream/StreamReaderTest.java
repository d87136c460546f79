package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.engine.TestAccount;
import io.positionstream.golden.Scenario;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams without sockets: who is written what, when, and how often. */
class StreamReaderTest {

  private static final int BOUND = 8 << 10;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration LATENCY = Duration.ofMillis(7);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StreamMetrics metrics =
      new StreamMetrics(
          registry, Clock.fixed(TestAccount.T0.plusMillis(1).plus(LATENCY), ZoneOffset.UTC));
  private final TestAccount account = new TestAccount();
  private final AccountEncoder encoder =
      new AccountEncoder(Clock.fixed(TestAccount.T0, ZoneOffset.UTC), BOUND);
  private final TestLoop loop = new TestLoop();
  private final LoopStreams streams = new LoopStreams(loop);
  private final List<StreamReader> gone = new ArrayList<>();
  private long now;
  private final Terms terms =
      new Terms(
          15 * SECOND,
          30 * SECOND,
          BOUND,
          Duration.ofSeconds(1),
          metrics,
          () -> now,
          bound -> bound / 3);

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
            "snapshot",
            "fill",
            "fill",
            "position_update",
            "position_update",
            "portfolio_update");
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

  @Test
  void latencyIsFromTheOldestChangeOfAWriteOn() {
    open("");
    account.fill("A");
    account.quote("A", 30);
    loop.run();
    var latency = registry.get("stream.latency").timer();
    assertThat(latency.count()).isEqualTo(1);
    assertThat(latency.totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(LATENCY.toMillis());
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
    assertThat(registry.counter("stream.conflated").count()).as("three steps, one told").isEqualTo(2);
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

  private double messages(String type) {
    return registry.counter("stream.messages", "type", type).count();
  }

  private double starts(String outcome, String reason) {
    return registry.counter("stream.starts", "outcome", outcome, "reason", reason).count();
  }

  private TestWire open(String lastEventId) {
    return open(new TestWire(), lastEventId);
  }

  private TestWire open(TestWire wire, String lastEventId) {
    LoopFeed feed = streams.feed(account.engine(), encoder);
    StreamReader reader = new StreamReader(wire, feed, terms);
    reader.whenGone(() -> gone.add(reader));
    streams.add(reader);
    feed.join(reader);
    reader.begin(Optional.of(lastEventId).filter(id -> !id.isEmpty()));
    return wire;
  }

  /** Lets time pass, and the wheel turn with it. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      loop.tick(10);
    }
  }

  private Map<String, Object> rest() {
    Map<String, Object> positions = new TreeMap<>();
    Scenario.json(encoder.positions(account.engine().portfolio()))
        .get("positions")
        .forEach(p -> positions.put(p.get("ticker").asText(), p));
    return positions;
  }
}
