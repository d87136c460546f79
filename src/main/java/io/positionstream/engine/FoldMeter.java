package io.positionstream.engine;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Portfolio;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many events of which sort are folded, and how long each takes, as the timer {@code
 * fold.apply{event}}; all accounts together. Thread-safe.
 */
final class FoldMeter {

  private enum Sort {
    LINE_CHANGED,
    ACCOUNT_LOADED,
    MARKET_READ,
    QUOTED,
    FILLED,
    HOLDING_REPORTED,
    MARKET_DETERMINED,
    TIME_PASSED
  }

  private final Map<Sort, Timer> timers;

  FoldMeter(MeterRegistry registry) {
    this.timers =
        Arrays.stream(Sort.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    sort ->
                        Timer.builder("fold.apply")
                            .tag("event", sort.name().toLowerCase(Locale.ROOT))
                            .description("Events folded into portfolios, and the time of one")
                            .register(registry)));
  }

  /** The portfolio after the event. */
  Portfolio apply(Portfolio before, AccountEvent event) {
    return requireNonNull(timers.get(sort(event))).record(() -> before.apply(event));
  }

  private static Sort sort(AccountEvent event) {
    return switch (event) {
      case AccountEvent.LineChanged _ -> Sort.LINE_CHANGED;
      case AccountEvent.AccountLoaded _ -> Sort.ACCOUNT_LOADED;
      case AccountEvent.MarketRead _ -> Sort.MARKET_READ;
      case AccountEvent.Quoted _ -> Sort.QUOTED;
      case AccountEvent.Filled _ -> Sort.FILLED;
      case AccountEvent.HoldingReported _ -> Sort.HOLDING_REPORTED;
      case AccountEvent.MarketDetermined _ -> Sort.MARKET_DETERMINED;
      case AccountEvent.TimePassed _ -> Sort.TIME_PASSED;
    };
  }
}
