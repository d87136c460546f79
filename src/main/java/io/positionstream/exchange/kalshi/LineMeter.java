package io.positionstream.exchange.kalshi;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all lines together do, as numbers: frames, lag, losses, and how far the exchange's clock is
 * from ours. Everything is there from the start, at zero. Thread-safe; costs a tick some 100 ns.
 */
final class LineMeter {

  /** Whose way from the exchange to us is measured. */
  enum Told {
    TICK,
    FILL
  }

  /** What came over the socket, as metrics name it. */
  private enum Sort {
    TICKER,
    FILL,
    MARKET_POSITION,
    LIFECYCLE,
    SUBSCRIBED,
    OK,
    ERROR,
    PING,
    OTHER,
    UNREADABLE
  }

  /** The {@code Date} header has whole seconds: in the middle, the mistake is half of one. */
  private static final Duration HALF = Duration.ofMillis(500);

  private final Map<Sort, Counter> frames;
  private final Map<LossReason, Counter> losses;
  private final Map<Told, Timer> lags;
  private final AtomicReference<@Nullable Duration> offset = new AtomicReference<>();

  LineMeter(MeterRegistry registry) {
    this.frames =
        counters(
            Sort.values(),
            sort ->
                Counter.builder("line.frames")
                    .tag("type", word(sort))
                    .description("Messages of the exchange by type")
                    .register(registry));
    this.losses =
        counters(
            LossReason.values(),
            reason ->
                Counter.builder("line.reconnects")
                    .tag("reason", reason.word())
                    .description("Connections to the exchange that were lost or not to be had")
                    .register(registry));
    this.lags =
        counters(
            Told.values(),
            told ->
                Timer.builder("line.lag")
                    .tag("of", word(told))
                    .description("From the exchange's time of a message to its receipt")
                    .publishPercentiles(0.5, 0.99)
                    .register(registry));
    Gauge.builder("line.clock.offset", this::offsetSeconds)
        .baseUnit("seconds")
        .description("How far the exchange's clock is ahead of ours, to half a second")
        .register(registry);
  }

  /** For lines that nobody measures: tests, replays. */
  static LineMeter unread() {
    return new LineMeter(new SimpleMeterRegistry());
  }

  private static <K extends Enum<K>, M> Map<K, M> counters(K[] keys, Function<K, M> made) {
    return Arrays.stream(keys).collect(Collectors.toUnmodifiableMap(k -> k, made));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  void heard(Frame frame) {
    count(
        switch (frame) {
          case Frame.Ticker _ -> Sort.TICKER;
          case Frame.FillFrame _ -> Sort.FILL;
          case Frame.MarketPosition _ -> Sort.MARKET_POSITION;
          case Frame.Lifecycle _ -> Sort.LIFECYCLE;
          case Frame.Subscribed _ -> Sort.SUBSCRIBED;
          case Frame.Ok _ -> Sort.OK;
          case Frame.ErrorReply _ -> Sort.ERROR;
          case Frame.Ping _ -> Sort.PING;
          case Frame.Other _ -> Sort.OTHER;
        });
  }

  void unreadable() {
    count(Sort.UNREADABLE);
  }

  private void count(Sort sort) {
    requireNonNull(frames.get(sort)).increment();
  }

  void lost(Throwable failure) {
    requireNonNull(losses.get(LossReason.of(failure))).increment();
  }

  /** A message whose time is {@code sent} by the exchange's clock was heard; never negative. */
  void lag(Told told, Instant sent, Instant heard) {
    Duration lag = Duration.between(sent, heard);
    requireNonNull(lags.get(told)).record(lag.isNegative() ? Duration.ZERO : lag);
  }

  /** An answer said what time it is there. */
  void offset(Duration ahead) {
    offset.set(ahead.plus(HALF));
  }

  /** How far the exchange's clock is ahead of ours, as last measured. */
  Optional<Duration> offset() {
    return Optional.ofNullable(offset.get());
  }

  private BigDecimal offsetSeconds() {
    return BigDecimal.valueOf(offset().orElse(Duration.ZERO).toMillis(), 3);
  }
}
