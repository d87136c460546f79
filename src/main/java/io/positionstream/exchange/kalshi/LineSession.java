package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.kalshi.FrameDecoder.Unreadable;
import io.positionstream.exchange.kalshi.Transport.Connection;
import io.positionstream.exchange.kalshi.Transport.Message;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.LineChanged;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One connection from the upgrade to its end: subscribes, waits for the acknowledgements, loads the
 * account while frames wait, releases them, and is live. Everything that happens comes in as a
 * {@link Signal}, one at a time, so that there is no lock and no race here; everything it starts is
 * {@link Work} whose results are signals again.
 */
final class LineSession {

  private static final Logger LOG = Logger.getLogger(LineSession.class);
  private static final Set<String> NUMBERED =
      Set.of("market_lifecycle_v2", "multivariate_market_lifecycle");
  private static final int UNREADABLE_IN_A_ROW = 5;
  private static final int WAITING_FRAMES = 100_000;

  private enum Phase {
    SUBSCRIBING,
    LOADING,
    LIVE
  }

  private final LineName name;
  private final Connection connection;
  private final Surroundings around;
  private final Runnable loadedOnce;
  private final FrameDecoder decoder;
  private final Numbering numbering = new Numbering();
  private final Work work;
  private final Silence silence;
  private final CrossCheck check = new CrossCheck();
  private final Subscriptions subscriptions;
  private final Reloads reloads;
  private final LiveFrames frames;
  private final Queue<Frame> waiting = new ArrayDeque<>();

  private Phase phase = Phase.SUBSCRIBING;
  private boolean stale;
  private boolean recovering;
  private int unreadable;

  /**
   * @param loadedOnce told when the account was loaded for the first time on this connection
   */
  LineSession(
      LineName name,
      int subaccount,
      Connection connection,
      AccountReader account,
      MarketReader markets,
      Translator translator,
      Surroundings around,
      Runnable loadedOnce) {
    this.name = name;
    this.connection = connection;
    this.around = around;
    this.loadedOnce = loadedOnce;
    this.decoder = new FrameDecoder(around.news(), around.meter());
    this.work = new Work(connection, around.scheduler());
    this.subscriptions = new Subscriptions(work, check, around.timing().answer());
    this.reloads = new Reloads(account, work, around.timing());
    this.frames =
        new LiveFrames(
            name,
            subaccount,
            translator,
            markets,
            subscriptions,
            check,
            work,
            around,
            this::reload);
    this.silence = new Silence(around.timing(), around.clock());
  }

  /** What happens on this connection; ends with a failure that says why. Subscribe once. */
  Multi<AccountEvent> events() {
    Multi<Signal> opened = Multi.createFrom().item(new Signal.Opened());
    Multi<Signal> heard = connection.messages().map(Signal.Heard::new);
    return Multi.createBy()
        .merging()
        .streams(opened, work.signals(), heard)
        .map(this::on)
        .onItem()
        .<AccountEvent>disjoint()
        .onTermination()
        .invoke(this::close);
  }

  private List<AccountEvent> on(Signal signal) {
    return switch (signal) {
      case Signal.Heard heard -> heard(heard.message());
      case Signal.Opened _ -> opened();
      case Signal.Loaded done -> loaded(done.load());
      case Signal.LoadFailed failed -> loadFailed(failed.failure());
      case Signal.MarketsRead read -> List.copyOf(read.markets());
      case Signal.WatchDue _ -> watch();
      case Signal.AckDue _ -> {
        subscriptions.acknowledgementsDue();
        yield List.of();
      }
      case Signal.NumberDue due -> {
        subscriptions.numberDue(due.command());
        yield List.of();
      }
      case Signal.ReloadDue due -> {
        if (reloads.isDue(due.round())) {
          reload();
        }
        yield List.of();
      }
      case Signal.QuietDue _ -> frames.quietDue();
      case Signal.SettlementDue due -> frames.settlementDue(due.market(), due.step());
      case Signal.Failed failed -> throw asRuntime(failed.failure());
    };
  }

  private List<AccountEvent> opened() {
    subscriptions.start();
    work.after(silence.untilNextStep(), new Signal.WatchDue());
    return List.of();
  }

  private List<AccountEvent> heard(Message message) {
    silence.ends();
    if (stale && !recovering) {
      // It lives. What was not heard meanwhile is read by REST; then it is live again.
      recovering = true;
      reload();
    }
    return switch (message) {
      case Message.Ping _ -> List.of();
      case Message.Text text -> decoded(text.text());
    };
  }

  private List<AccountEvent> decoded(String text) {
    try {
      Envelope message = decoder.decode(text);
      unreadable = 0;
      if (numbering.hasGapBefore(message)) {
        LOG.warnf("message lost %s seq=%d", name, message.seq());
        reload();
      }
      return frame(message.frame());
    } catch (Unreadable e) {
      unreadable++;
      if (unreadable >= UNREADABLE_IN_A_ROW) {
        throw new LineLost(LossReason.UNREADABLE, "the exchange sends what cannot be read");
      }
      return frames.drop(e.isTick(), e);
    }
  }

  private List<AccountEvent> frame(Frame frame) {
    return switch (frame) {
      case Frame.Subscribed ack -> acknowledged(ack);
      case Frame.ErrorReply error -> refused(error);
      case Frame other when phase == Phase.LIVE -> frames.on(other);
      case Frame early -> later(early);
    };
  }

  private List<AccountEvent> acknowledged(Frame.Subscribed ack) {
    if (NUMBERED.contains(ack.channel())) {
      numbering.starts(ack.sid());
    }
    if (subscriptions.acknowledged(ack)) {
      phase = Phase.LOADING;
      reload();
    }
    return List.of();
  }

  private List<AccountEvent> refused(Frame.ErrorReply error) {
    if (!error.terminal() && subscriptions.tolerates(error.id())) {
      LOG.warnf("command refused %s code=%d reason=%s", name, error.code(), error.text());
      return List.of();
    }
    throw new LineLost(LossReason.ERROR, "error %d: %s".formatted(error.code(), error.text()));
  }

  private List<AccountEvent> later(Frame frame) {
    if (waiting.size() >= WAITING_FRAMES) {
      throw new LineLost(LossReason.OVERRUN, "too many messages before the account was loaded");
    }
    waiting.add(frame);
    return List.of();
  }

  /** Looks whether the line still lives, and again when it will have been silent for too long. */
  private List<AccountEvent> watch() {
    if (silence.isDeadly()) {
      throw new LineLost(LossReason.SILENT, silence.toString());
    }
    work.after(silence.untilNextStep(), new Signal.WatchDue());
    if (!silence.isOdd() || stale || phase != Phase.LIVE) {
      return List.of();
    }
    stale = true;
    recovering = false;
    reload();
    return List.of(stale(silence.toString()));
  }

  private AccountEvent live() {
    return new LineChanged(new Line.Live(now()), now());
  }

  private AccountEvent stale(String reason) {
    return new LineChanged(new Line.Stale(now(), reason), now());
  }

  /** Reads the account, unless it will be read anyway once the channels are acknowledged. */
  private void reload() {
    if (phase != Phase.SUBSCRIBING && reloads.ask()) {
      frames.readStarts();
    }
  }

  private List<AccountEvent> loaded(AccountLoaded load) {
    reloads.succeeded();
    List<AccountEvent> events = new ArrayList<>();
    events.add(load);
    if (phase == Phase.LOADING) {
      phase = Phase.LIVE;
      loadedOnce.run();
      events.add(live());
      LOG.infof(
          "line live %s markets=%d fills=%d settlements=%d waiting=%d",
          name,
          AccountReader.held(load).size(),
          load.fills().size(),
          load.settlements().size(),
          waiting.size());
    } else {
      if (stale && !silence.isOdd()) {
        stale = false;
        events.add(live());
      }
      LOG.debugf("account read again %s fills=%d", name, load.fills().size());
    }
    frames.loaded(load);
    while (!waiting.isEmpty()) {
      events.addAll(frames.on(waiting.remove()));
    }
    check
        .deafness(load)
        .ifPresent(
            reason -> {
              // The read has healed the account; a fresh connection heals the line.
              events.add(stale(reason));
              work.start(Uni.createFrom().item(new Signal.Failed(LineLost.deaf(reason))));
            });
    return events;
  }

  private List<AccountEvent> loadFailed(Throwable failure) {
    if (phase == Phase.LOADING || failure instanceof KeyRefused) {
      throw asRuntime(failure);
    }
    LOG.warnf("account not read, next try later %s reason=%s", name, failure.getMessage());
    reloads.failed();
    return List.of();
  }

  private void close() {
    frames.report();
    connection
        .close()
        .subscribe()
        .with(done -> {}, e -> LOG.debugf("closing failed %s reason=%s", name, e.toString()));
  }

  private Instant now() {
    return around.clock().instant();
  }

  private static RuntimeException asRuntime(Throwable failure) {
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
