package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Control of synthetic load: one run at a time. */
final class ControlLoad {
  private static final int MOST_MARKETS = 1_000;
  private static final int MOST_TICKS = 100_000;
  private static final int MOST_SECONDS = 3_600;
  private static final Duration LIFE = Duration.ofDays(1);

  private final Exchange exchange;
  private final Scheduler scheduler;
  private Optional<LoadRun> run = Optional.empty();

  ControlLoad(Exchange exchange, Scheduler scheduler) {
    this.exchange = exchange;
    this.scheduler = scheduler;
  }

  /**
   * Begins a run, which takes the place of an earlier one: on the markets that are named, or on new
   * ones.
   */
  JsonObject start(ControlBody body) {
    int count = body.integer("markets", 1, MOST_MARKETS).orElse(50);
    int ticks = body.integer("ticks_per_second", 1, MOST_TICKS).orElse(5_000);
    int seconds = body.integer("seconds", 1, MOST_SECONDS).orElse(60);
    List<Market> markets = named(body).orElseGet(() -> list(count));
    run.ifPresent(LoadRun::stop);
    LoadRun next =
        new LoadRun(
            exchange, scheduler, markets, new LoadRun.Rate(ticks, Duration.ofSeconds(seconds)));
    run = Optional.of(next);
    next.step();
    return next.json();
  }

  JsonObject show() {
    return run.map(LoadRun::json)
        .orElseGet(
            () ->
                new JsonObject()
                    .put("running", false)
                    .put("sent", 0)
                    .put("total", 0)
                    .put("market_tickers", new JsonArray()));
  }

  private Optional<List<Market>> named(ControlBody body) {
    Optional<List<String>> tickers = body.words("market_tickers");
    tickers
        .filter(List::isEmpty)
        .ifPresent(
            _ -> {
              throw Refusal.invalid("market_tickers: expected at least one");
            });
    return tickers.map(list -> list.stream().map(exchange::market).toList());
  }

  private List<Market> list(int count) {
    String event = freeEvent();
    Instant now = exchange.now().truncatedTo(ChronoUnit.MICROS);
    exchange.listEvent(event, "Synthetic load", "", false);
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> event + "-M" + i)
        .map(ticker -> new Listing(ticker, event, "Synthetic load", ticker, now, now, false))
        .map(listing -> exchange.listMarket(listing, now.plus(LIFE)))
        .toList();
  }

  private String freeEvent() {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> "KXLOAD-" + i)
        .filter(event -> exchange.books().event(event).isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
