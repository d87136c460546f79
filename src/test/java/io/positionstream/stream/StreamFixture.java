package io.positionstream.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.engine.TestAccount;
import io.positionstream.golden.Scenario;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One account and its streams without sockets, under a clock to turn. */
abstract class StreamFixture {

  static final int BOUND = 8 << 10;
  static final long SECOND = Duration.ofSeconds(1).toNanos();
  static final Duration LATENCY = Duration.ofMillis(7);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final StreamMetrics metrics =
      new StreamMetrics(
          registry, Clock.fixed(TestAccount.T0.plusMillis(1).plus(LATENCY), ZoneOffset.UTC));
  final TestAccount account = new TestAccount();
  final AccountEncoder encoder =
      new AccountEncoder(Clock.fixed(TestAccount.T0, ZoneOffset.UTC), BOUND);
  final TestLoop loop = new TestLoop();
  final LoopStreams streams = new LoopStreams(loop);
  final List<StreamReader> gone = new ArrayList<>();
  long now;
  final Terms terms =
      new Terms(
          15 * SECOND,
          30 * SECOND,
          BOUND,
          Duration.ofSeconds(1),
          metrics,
          () -> now,
          bound -> bound / 3);

  double messages(String type) {
    return registry.counter("stream.messages", "type", type).count();
  }

  double starts(String outcome, String reason) {
    return registry.counter("stream.starts", "outcome", outcome, "reason", reason).count();
  }

  TestWire open(String lastEventId) {
    return open(new TestWire(), lastEventId);
  }

  TestWire open(TestWire wire, String lastEventId) {
    LoopFeed feed = streams.feed(account.engine(), encoder);
    StreamReader reader = new StreamReader(wire, feed, terms);
    reader.whenGone(() -> gone.add(reader));
    streams.add(reader);
    feed.join(reader);
    reader.begin(Optional.of(lastEventId).filter(id -> !id.isEmpty()));
    return wire;
  }

  /** Lets time pass, and the wheel turn with it. */
  void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      loop.tick(10);
    }
  }

  Map<String, Object> rest() {
    Map<String, Object> positions = new TreeMap<>();
    Scenario.json(encoder.positions(account.engine().portfolio()))
        .get("positions")
        .forEach(p -> positions.put(p.get("ticker").asText(), p));
    return positions;
  }
}
