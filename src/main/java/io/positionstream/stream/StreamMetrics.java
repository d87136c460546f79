package io.positionstream.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.positionstream.web.JsonText;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the streams do, in numbers. Thread-safe; names no account. There from the start: a series
 * that begins with the first stream would hide its increase.
 */
@Startup
@ApplicationScoped
class StreamMetrics {

  private static final long MICROS = 1_000_000;

  /** Upper bounds of the histogram, in milliseconds and parts of one. */
  private static final Duration[] LATENCIES = {
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  /** Why a client that was too slow was closed. */
  enum Slow {
    /** It took nothing for too long. */
    DEADLINE,
    /** More facts than are kept have passed. */
    FACTS
  }

  /** Why a stream was not opened. */
  enum Refused {
    USER,
    INSTANCE,
    SHUTDOWN
  }

  private final Clock clock;
  private final Map<MessageType, Counter> messages = new EnumMap<>(MessageType.class);
  private final Map<Start, Counter> starts = new EnumMap<>(Start.class);
  private final Map<Slow, Counter> slow = new EnumMap<>(Slow.class);
  private final Map<Refused, Counter> refused = new EnumMap<>(Refused.class);
  private final Counter bytes;
  private final Counter writes;
  private final Counter conflated;
  private final Timer latency;
  private final LongAdder open = new LongAdder();
  private final LongAdder queued = new LongAdder();
  private final AtomicInteger draining = new AtomicInteger();

  StreamMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    for (MessageType type : MessageType.values()) {
      messages.put(type, registry.counter("stream.messages", "type", type.word()));
    }
    for (Start start : Start.values()) {
      starts.put(
          start,
          registry.counter("stream.starts", "outcome", start.outcome(), "reason", start.reason()));
    }
    for (Slow reason : Slow.values()) {
      slow.put(reason, registry.counter("stream.slow.closes", "reason", JsonText.word(reason)));
    }
    for (Refused reason : Refused.values()) {
      refused.put(reason, registry.counter("stream.refused", "reason", JsonText.word(reason)));
    }
    bytes = registry.counter("stream.bytes");
    writes = registry.counter("stream.writes");
    conflated = registry.counter("stream.conflated");
    latency = Timer.builder("stream.latency").serviceLevelObjectives(LATENCIES).register(registry);
    Gauge.builder("stream.open", open, LongAdder::sum).register(registry);
    Gauge.builder("stream.queued.bytes", queued, LongAdder::sum).register(registry);
    Gauge.builder("stream.draining", draining, AtomicInteger::get).register(registry);
  }

  /** From now on this instance takes leave of its streams: 1 instead of 0. */
  void draining() {
    draining.set(1);
  }

  void opened(Start how) {
    open.increment();
    count(starts, how);
  }

  void closed() {
    open.decrement();
  }

  void refused(Refused why) {
    count(refused, why);
  }

  void slow(Slow why) {
    count(slow, why);
  }

  /** Of a write as a whole, before its first byte is handed over. */
  void composed(Write write) {
    for (Write.Count count : write.messages()) {
      counter(messages, count.type()).increment(count.messages());
    }
    conflated.increment((double) write.conflated());
  }

  /** One message outside of a write of the account. */
  void sent(MessageType type) {
    counter(messages, type).increment();
  }

  /** So many bytes wait in a connection from now on. */
  void handed(int length) {
    queued.add(length);
    writes.increment();
    bytes.increment(length);
  }

  /** The socket has taken them, or never will. */
  void settled(int length) {
    queued.add(-length);
  }

  /**
   * From the exchange's frame to the socket.
   *
   * @param heardMicros when the oldest change of the write was heard, by our clock
   */
  void told(long heardMicros) {
    latency.record(Math.max(0, micros(clock.instant()) - heardMicros), TimeUnit.MICROSECONDS);
  }

  /** A moment as microseconds since 1970. */
  static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
  }

  private static <K extends Enum<K>> void count(Map<K, Counter> counters, K which) {
    counter(counters, which).increment();
  }

  private static <K extends Enum<K>> Counter counter(Map<K, Counter> counters, K which) {
    Counter counter = counters.get(which);
    if (counter == null) {
      throw new IllegalStateException("no counter of " + which);
    }
    return counter;
  }
}
