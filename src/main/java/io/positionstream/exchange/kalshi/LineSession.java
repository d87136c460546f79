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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
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
  private static final List<String> CHANNELS =
      List.of("fill", "market_positions", "market_lifecycle_v2");
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final int UNREADABLE_IN_A_ROW = 5;
  private static final int WAITING_FRAMES = 100_000;

  private enum Phase {
    SUBSCRIBING,
    LOADING,
    LIVE
  }

  private final LineName name;
  private final Connection connection;
  private final AccountReader account;
  private final Surroundings around;
  private final Runnable loadedOnce;
  private final FrameDecoder decoder = new FrameDecoder();
  private final Work work;
  private final LiveFrames live;
  private final Set<String> unacknowledged = new HashSet<>(CHANNELS);
  private final Queue<Frame> waiting = new ArrayDeque<>();

  private Phase phase = Phase.SUBSCRIBING;
  private Instant lastHeard;
  private int unreadable;
  private boolean loading;
  private boolean loadAgain;
  private long round;

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
    this.account = account;
    this.around = around;
    this.loadedOnce = loadedOnce;
    this.work = new Work(connection, around.scheduler());
    this.live = new LiveFrames(name, subaccount, translator, markets, work, around, this::reload);
    this.lastHeard = around.clock().instant();
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
      case Signal.AckDue _ -> acknowledgementsDue();
      case Signal.ReloadDue due -> due.round() == round ? reloadNow() : List.of();
      case Signal.QuietDue _ -> live.quietDue();
      case Signal.SettlementDue due -> live.settlementDue(due.market(), due.step());
      case Signal.Failed failed -> throw asRuntime(failed.failure());
    };
  }

  private List<AccountEvent> opened() {
    // One command per channel: a channel that is refused is then named by the reply.
    work.send(CHANNELS.stream().map(c -> Command.subscribe(live.nextId(), List.of(c))).toList());
    work.after(around.timing().answer(), new Signal.AckDue());
    work.after(WATCH, new Signal.WatchDue());
    return List.of();
  }

  private List<AccountEvent> heard(Message message) {
    lastHeard = around.clock().instant();
    return switch (message) {
      case Message.Ping _ -> List.of();
      case Message.Text text -> decoded(text.text());
    };
  }

  private List<AccountEvent> decoded(String text) {
    try {
      Frame frame = decoder.decode(text).frame();
      unreadable = 0;
      return frame(frame);
    } catch (Unreadable e) {
      unreadable++;
      if (unreadable >= UNREADABLE_IN_A_ROW) {
        throw new LineLost("the exchange sends what cannot be read");
      }
      return live.drop(e.isTick(), e);
    }
  }

  private List<AccountEvent> frame(Frame frame) {
    return switch (frame) {
      case Frame.Subscribed ack -> acknowledged(ack);
      case Frame.ErrorReply error -> refused(error);
      case Frame other when phase == Phase.LIVE -> live.on(other);
      case Frame early -> later(early);
    };
  }

  private List<AccountEvent> acknowledged(Frame.Subscribed ack) {
    if (ack.channel().equals("ticker")) {
      live.numbered(ack.sid());
    } else if (unacknowledged.remove(ack.channel())
        && unacknowledged.isEmpty()
        && phase == Phase.SUBSCRIBING) {
      phase = Phase.LOADING;
      reload();
    }
    return List.of();
  }

  private List<AccountEvent> refused(Frame.ErrorReply error) {
    if (!error.terminal() && live.isTolerable(error.id())) {
      LOG.warnf("command refused %s code=%d reason=%s", name, error.code(), error.text());
      return List.of();
    }
    throw new LineLost("error %d: %s".formatted(error.code(), error.text()));
  }

  private List<AccountEvent> later(Frame frame) {
    if (waiting.size() >= WAITING_FRAMES) {
      throw new LineLost("too many messages before the account was loaded");
    }
    waiting.add(frame);
    return List.of();
  }

  private List<AccountEvent> acknowledgementsDue() {
    if (phase == Phase.SUBSCRIBING) {
      throw new LineLost("no acknowledgement for " + unacknowledged);
    }
    return List.of();
  }

  private List<AccountEvent> watch() {
    Duration silence = Duration.between(lastHeard, around.clock().instant());
    if (silence.compareTo(around.timing().silence()) > 0) {
      throw new LineLost("silent for " + silence.toSeconds() + " s");
    }
    work.after(WATCH, new Signal.WatchDue());
    return List.of();
  }

  private List<AccountEvent> reloadNow() {
    if (!loading) {
      reload();
    }
    return List.of();
  }

  /** Reads the account, or reads it again after the read under way, which may be too old. */
  private void reload() {
    if (phase == Phase.SUBSCRIBING) {
      return;
    }
    if (loading) {
      loadAgain = true;
      return;
    }
    loading = true;
    live.readStarts();
    work.start(
        account
            .load()
            .<Signal>map(Signal.Loaded::new)
            .onFailure()
            .recoverWithItem(Signal.LoadFailed::new));
  }

  private List<AccountEvent> loaded(AccountLoaded load) {
    loadEnded();
    List<AccountEvent> events = new ArrayList<>();
    events.add(load);
    if (phase == Phase.LOADING) {
      phase = Phase.LIVE;
      loadedOnce.run();
      Instant now = around.clock().instant();
      events.add(new LineChanged(new Line.Live(now), now));
      LOG.infof(
          "line live %s markets=%d fills=%d settlements=%d waiting=%d",
          name,
          AccountReader.held(load).size(),
          load.fills().size(),
          load.settlements().size(),
          waiting.size());
    } else {
      LOG.debugf("account read again %s fills=%d", name, load.fills().size());
    }
    live.loaded(load);
    while (!waiting.isEmpty()) {
      events.addAll(live.on(waiting.remove()));
    }
    return events;
  }

  private List<AccountEvent> loadFailed(Throwable failure) {
    if (phase == Phase.LOADING || failure instanceof KeyRefused) {
      throw asRuntime(failure);
    }
    LOG.warnf("account not read, next try later %s reason=%s", name, failure.getMessage());
    // What asked for another read will be served by the regular one: no haste against a failure.
    loadAgain = false;
    loadEnded();
    return List.of();
  }

  private void loadEnded() {
    loading = false;
    round++;
    work.after(around.timing().reload(), new Signal.ReloadDue(round));
    if (loadAgain) {
      loadAgain = false;
      work.after(around.timing().quiet(), new Signal.ReloadDue(round));
    }
  }

  private void close() {
    live.report();
    connection
        .close()
        .subscribe()
        .with(done -> {}, e -> LOG.debugf("closing failed %s reason=%s", name, e.toString()));
  }

  private static RuntimeException asRuntime(Throwable failure) {
    return failure instanceof RuntimeException known ? known : new LineLost(failure.toString());
  }
}
