package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.LineMeter.Told;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.Filled;
import io.positionstream.portfolio.AccountEvent.HoldingReported;
import io.positionstream.portfolio.AccountEvent.MarketDetermined;
import io.positionstream.portfolio.AccountEvent.Quoted;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What frames mean once the account is loaded, and which markets are followed: those that are held,
 * by REST or by what was heard since. For one caller at a time.
 */
final class LiveFrames {

  private static final Logger LOG = Logger.getLogger(LiveFrames.class);

  /** REST shows a settlement up to 22 s after the socket told it: pauses between the looks. */
  private static final List<Duration> SETTLEMENT_PAUSES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));

  private static final int PRIMARY = 0;

  private final LineName name;
  private final int subaccount;
  private final Translator translator;
  private final MarketReader markets;
  private final Work work;
  private final Surroundings around;
  private final Runnable reload;
  private final SteadyTime time;
  private final Subscriptions subscriptions;
  private final CrossCheck check;
  private final Set<MarketTicker> settling = new HashSet<>();

  /** When we last heard of our own business in a market; REST may not show it yet. */
  private final Map<MarketTicker, Instant> touched = new HashMap<>();

  private long dropped;
  private Instant readStarted = Instant.EPOCH;
  private @Nullable Instant lastPrivate;

  LiveFrames(
      LineName name,
      int subaccount,
      Translator translator,
      MarketReader markets,
      Subscriptions subscriptions,
      CrossCheck check,
      Work work,
      Surroundings around,
      Runnable reload) {
    this.name = name;
    this.subaccount = subaccount;
    this.translator = translator;
    this.markets = markets;
    this.subscriptions = subscriptions;
    this.check = check;
    this.work = work;
    this.around = around;
    this.reload = reload;
    this.time = new SteadyTime(around.clock());
  }

  /** A read by REST starts: what was heard before it must show in it. */
  void readStarts() {
    readStarted = around.clock().instant();
  }

  /** Follows what the read lists, and leaves what it does not list, unless that is news. */
  void loaded(AccountLoaded load) {
    Set<MarketTicker> held = AccountReader.held(load);
    load.settlements().stream().map(Settlement::market).forEach(settling::remove);
    // Reads lag: what was touched shortly before the read is left to the next one.
    Instant settled = readStarted.minus(around.timing().quiet());
    touched.values().removeIf(heard -> heard.isBefore(settled));
    List<MarketTicker> left =
        subscriptions.followed().stream()
            .filter(market -> !held.contains(market) && !touched.containsKey(market))
            .toList();
    subscriptions.unfollow(left);
    subscriptions.follow(held);
  }

  List<AccountEvent> on(Frame frame) {
    try {
      return switch (frame) {
        case Frame.Ticker ticker -> quoted(ticker);
        case Frame.FillFrame fill -> ours(fill.subaccount()) ? filled(fill) : List.of();
        case Frame.MarketPosition row -> ours(row.subaccount()) ? reported(row) : List.of();
        case Frame.Lifecycle lifecycle -> lifecycle(lifecycle);
        case Frame.Ok ok -> {
          subscriptions.accepted(ok.id());
          yield List.of();
        }
        case Frame.Subscribed _, Frame.ErrorReply _, Frame.Ping _, Frame.Other _ -> List.of();
      };
    } catch (IllegalArgumentException e) {
      return drop(frame instanceof Frame.Ticker, e);
    }
  }

  /** Reads the account if it was quiet for long enough; else looks again when it may have been. */
  List<AccountEvent> quietDue() {
    if (lastPrivate != null) {
      Duration quiet = Duration.between(lastPrivate, time.now());
      Duration rest = around.timing().quiet().minus(quiet);
      if (rest.isPositive()) {
        work.after(rest, new Signal.QuietDue());
      } else {
        lastPrivate = null;
        reload.run();
      }
    }
    return List.of();
  }

  /** Reads the account unless the settlement has shown, and plans the next look. */
  List<AccountEvent> settlementDue(MarketTicker market, int step) {
    if (settling.contains(market)) {
      reload.run();
      if (step < SETTLEMENT_PAUSES.size()) {
        work.after(SETTLEMENT_PAUSES.get(step), new Signal.SettlementDue(market, step + 1));
      }
    }
    return List.of();
  }

  /** Tells at the end of the line what was lost on it. */
  void report() {
    if (dropped > 0) {
      LOG.warnf("ticks dropped %s count=%d", name, dropped);
    }
  }

  private List<AccountEvent> quoted(Frame.Ticker wire) {
    MarketTicker market = new MarketTicker(wire.marketTicker());
    if (!subscriptions.follows(market)) {
      return List.of();
    }
    LOG.tracef("tick %s market=%s", name, market);
    check.ticked(market);
    Quote quote = translator.quote(wire);
    Instant heard = now();
    around.meter().lag(Told.TICK, quote.at(), heard);
    return List.of(new Quoted(market, quote, heard));
  }

  private List<AccountEvent> filled(Frame.FillFrame wire) {
    Fill fill = translator.fill(wire);
    Instant heard = now();
    check.told(fill, heard);
    around.meter().lag(Told.FILL, fill.time(), heard);
    boolean open = fill.positionAfter().filter(after -> after.isZero()).isEmpty();
    touch(fill.market(), open);
    return List.of(new Filled(fill, heard));
  }

  private List<AccountEvent> reported(Frame.MarketPosition wire) {
    MarketTicker market = new MarketTicker(wire.marketTicker());
    Holding holding = translator.holding(wire);
    touch(market, !holding.contracts().isZero());
    return List.of(new HoldingReported(market, holding, now()));
  }

  private List<AccountEvent> lifecycle(Frame.Lifecycle wire) {
    MarketTicker market = new MarketTicker(wire.marketTicker());
    if (!subscriptions.follows(market)) {
      return List.of();
    }
    return switch (wire.eventType()) {
      case "determined" ->
          List.of(new MarketDetermined(market, translator.determinedValue(wire), now()));
      case "settled" -> {
        settling.add(market);
        yield settlementDue(market, 0);
      }
      default -> {
        describe(market);
        yield List.of();
      }
    };
  }

  private void touch(MarketTicker market, boolean open) {
    touched.put(market, now());
    if (open && !subscriptions.follows(market)) {
      subscriptions.follow(List.of(market));
      describe(market);
    }
    somethingPrivate();
  }

  /** What was told of our business is confirmed by REST once it is quiet. */
  private void somethingPrivate() {
    boolean planned = lastPrivate != null;
    lastPrivate = time.now();
    if (!planned) {
      work.after(around.timing().quiet(), new Signal.QuietDue());
    }
  }

  private void describe(MarketTicker market) {
    work.start(
        markets
            .read(List.of(market))
            .<Signal>map(Signal.MarketsRead::new)
            .onFailure()
            .recoverWithUni(
                failure -> {
                  // The next read of the account brings it, too.
                  LOG.debugf(
                      "market not read %s market=%s reason=%s", name, market, failure.getMessage());
                  return Uni.createFrom().nullItem();
                }));
  }

  /** A tick is followed by another; what was said of our own business is read by REST. */
  List<AccountEvent> drop(boolean tick, RuntimeException reason) {
    if (!tick) {
      check.missed();
      LOG.warnf("message dropped %s reason=%s", name, reason.getMessage());
      reload.run();
    } else if (dropped++ == 0) {
      LOG.warnf("tick dropped %s reason=%s", name, reason.getMessage());
    }
    return List.of();
  }

  /** Who is not named is the primary one, or perhaps another: then REST is asked. */
  private boolean ours(@Nullable Integer named) {
    if (named == null && subaccount != PRIMARY) {
      somethingPrivate();
    }
    return named == null ? subaccount == PRIMARY : named == subaccount;
  }

  private Instant now() {
    return around.clock().instant();
  }
}
