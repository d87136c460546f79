package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Plays the recording into the exchange: lists its markets, quotes them, and at the end of a turn
 * closes, determines and settles them and begins the next. Every step looks first at what the books
 * say, so it can go on from wherever a process died.
 */
final class TapePlayer {
  private static final Logger LOG = Logger.getLogger(TapePlayer.class);

  /** From the results to their payment, which is also how long the last results stay on show. */
  static final Duration SETTLEMENT_DELAY = Duration.ofSeconds(5);

  /** Changes that come due within this time go out together. */
  private static final Duration STEP = Duration.ofMillis(25);

  /** As far as a closing time is promised while the tape stands still. */
  private static final Duration STANDSTILL = Duration.ofDays(7);

  private final TapeRecording recording;
  private final Exchange exchange;
  private final Scheduler scheduler;
  private final TapeClock tapeClock;
  private TapedEvent event;
  private int nextRow;
  private boolean ended;
  private Runnable cancelStep = () -> {};
  private Runnable cancelSettlement = () -> {};
  private Runnable onTurn = () -> {};

  TapePlayer(
      TapeRecording recording,
      Exchange exchange,
      Scheduler scheduler,
      TapeClock tapeClock,
      Optional<TapeBookmark.Place> bookmark) {
    this.recording = recording;
    this.exchange = exchange;
    this.scheduler = scheduler;
    this.tapeClock = tapeClock;
    this.event = new TapedEvent(bookmark.map(TapeBookmark.Place::loop).orElse(0));
    bookmark.ifPresent(
        place ->
            tapeClock.jumpTo(
                Math.clamp(place.elapsedMs(), recording.startMs(), recording.lengthMs())));
  }

  /** Brings the markets to where the tape stands and plays on. */
  void start() {
    begin();
    LOG.infof(
        "Tape plays: event=%s elapsed=%ss speed=%d",
        event.ticker(), tapeClock.elapsedMs() / 1000, tapeClock.speed());
  }

  void stop() {
    cancelStep.run();
    cancelSettlement.run();
  }

  /** Calls {@code task} after every later turn has begun. */
  void onTurn(Runnable task) {
    onTurn = task;
  }

  /** Changes how fast the tape runs; 0 stops it. Closing times move with it. */
  void change(int speed, boolean paused) {
    tapeClock.change(speed, paused);
    if (!ended) {
      moveCloses();
    }
    schedule();
  }

  /** True while prices move. */
  boolean playing() {
    return !tapeClock.stopped() && !ended;
  }

  TapedEvent event() {
    return event;
  }

  /** The markets on show. */
  List<Market> markets() {
    return event.marketTickers(recording).stream().map(exchange::market).toList();
  }

  TapeBookmark.Place place() {
    return new TapeBookmark.Place(event.loop(), tapeClock.elapsedMs());
  }

  JsonObject status() {
    return new JsonObject()
        .put("speed", tapeClock.speed())
        .put("paused", tapeClock.paused())
        .put("elapsed_ms", tapeClock.elapsedMs())
        .put("length_ms", recording.lengthMs())
        .put("loop", event.loop())
        .put("series_ticker", TapedEvent.SERIES)
        .put("event_ticker", event.ticker())
        .put("market_tickers", event.marketTickers(recording));
  }

  int speed() {
    return tapeClock.speed();
  }

  boolean paused() {
    return tapeClock.paused();
  }

  private void begin() {
    ended = false;
    list();
    nextRow = recording.firstAfter(tapeClock.elapsedMs());
    for (int i = 0; i < nextRow; i++) {
      restore(i);
    }
    moveCloses();
    schedule();
  }

  private void list() {
    exchange.listEvent(event.ticker(), event.title(), event.subTitle(), true);
    Instant now = exchange.now().truncatedTo(ChronoUnit.MICROS);
    for (String outcome : recording.outcomes()) {
      String ticker = event.marketTicker(outcome);
      if (exchange.findMarket(ticker).isEmpty()) {
        Listing listing =
            new Listing(
                ticker,
                event.ticker(),
                event.title(),
                TapedEvent.yesSubTitle(outcome),
                now,
                now,
                true);
        exchange.listMarket(listing, closes());
      }
    }
  }

  private void restore(int index) {
    Market market = exchange.market(event.marketTicker(recording.row(index).outcome()));
    if (exchange.status(market) == MarketStatus.ACTIVE) {
      market.requote(TapeQuotes.at(index, recording.row(index), market.quote().last()));
    }
  }

  private void moveCloses() {
    Instant closes = closes();
    markets().stream()
        .filter(m -> exchange.status(m).compareTo(MarketStatus.CLOSED) < 0)
        .filter(m -> !m.closes().equals(closes))
        .forEach(m -> exchange.moveClose(m, closes));
  }

  private Instant closes() {
    Duration rest = tapeClock.stopped() ? STANDSTILL : tapeClock.until(recording.lengthMs());
    return exchange.now().plus(rest).truncatedTo(ChronoUnit.SECONDS);
  }

  private void schedule() {
    cancelStep.run();
    if (playing()) {
      Duration due =
          tapeClock.until(nextRow < recording.size() ? recording.row(nextRow).elapsedMs() : 0);
      cancelStep = scheduler.after(due.compareTo(STEP) < 0 ? STEP : due, this::step);
    }
  }

  private void step() {
    long elapsed = tapeClock.elapsedMs();
    while (nextRow < recording.size() && recording.row(nextRow).elapsedMs() <= elapsed) {
      play(nextRow++);
    }
    if (nextRow == recording.size()) {
      end();
    } else {
      schedule();
    }
  }

  private void play(int index) {
    TapeRecording.Row row = recording.row(index);
    Market market = exchange.market(event.marketTicker(row.outcome()));
    if (exchange.status(market) == MarketStatus.ACTIVE) {
      exchange.playQuote(market, TapeQuotes.at(index, row, market.quote().last()));
    }
  }

  private void end() {
    ended = true;
    String winner = event.marketTicker(recording.winner());
    List<Market> markets = markets();
    markets.stream()
        .filter(m -> exchange.status(m).compareTo(MarketStatus.CLOSED) < 0)
        .forEach(exchange::close);
    for (Market market : markets) {
      if (exchange.status(market) == MarketStatus.CLOSED) {
        boolean yes = market.ticker().equals(winner);
        exchange.determine(
            market,
            new Verdict(yes ? Result.YES : Result.NO, Optional.of(yes ? Price.ONE : Price.ZERO)));
      }
    }
    LOG.infof("Tape ended: event=%s winner=%s", event.ticker(), winner);
    cancelSettlement = scheduler.after(SETTLEMENT_DELAY, this::settle);
  }

  private void settle() {
    markets().stream()
        .filter(m -> exchange.status(m) == MarketStatus.DETERMINED)
        .forEach(exchange::settle);
    event = event.next();
    tapeClock.jumpTo(recording.startMs());
    begin();
    onTurn.run();
  }
}
