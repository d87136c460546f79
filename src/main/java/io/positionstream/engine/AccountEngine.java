package io.positionstream.engine;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Discrepancy;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The running fold of one account. The newest portfolio is the authority for every read.
 *
 * <p>Thread-safe. Portfolios are published on the thread that brought the event; readers must not
 * block it.
 */
public final class AccountEngine {

  private static final Logger LOG = Logger.getLogger(AccountEngine.class);

  /** A new engine runs; readers subscribe to it. Fired before its first event. */
  public record Started(AccountEngine engine) {}

  /** What opened or healed between our figures and the exchange's; fired in the fold's thread. */
  public record Drifted(AccountId account, List<Discrepancy> news) {
    public Drifted {
      news = List.copyOf(news);
    }
  }

  private final ExchangeAccount exchange;
  private volatile Portfolio newest;
  private volatile Map<MarketTicker, AccountLoaded.Book> books = Map.of();
  private final UnicastProcessor<AccountEvent> inbox = UnicastProcessor.create();
  private final Multi<Portfolio> portfolios;
  private volatile Cancellable feed = () -> {};

  /**
   * @param start what is known so far
   * @param drift is shown every event as it is folded
   * @param meter folds, and counts
   */
  AccountEngine(ExchangeAccount exchange, Portfolio start, DriftWatch drift, FoldMeter meter) {
    this.exchange = exchange;
    this.newest = start;
    Multi<Portfolio> fold =
        inbox
            .onItem()
            .scan(
                () -> start,
                (before, event) -> {
                  Portfolio after = meter.apply(before, event);
                  drift.look(before, event, after);
                  warnOfOddLine(before, event);
                  if (event instanceof AccountLoaded load) {
                    books = load.books();
                  }
                  drift.unexplained(before, after);
                  return after;
                })
            .onItem()
            .invoke(
                portfolio -> {
                  newest = portfolio;
                  exchange.shown(portfolio);
                })
            .skip()
            .repetitions((a, b) -> a.seq() == b.seq() ? 0 : 1);
    // A replay's upstream cannot be cancelled: the inbox is what is completed instead.
    this.portfolios = Multi.createBy().replaying().upTo(1).ofMulti(fold);
  }

  public AccountId account() {
    return newest.account();
  }

  /** The account at the exchange, for readers that need its past. */
  public ExchangeAccount exchange() {
    return exchange;
  }

  /** The exchange's rows of unsettled markets as they were last read; empty before the first. */
  public Map<MarketTicker, AccountLoaded.Book> books() {
    return books;
  }

  /** The account as of now; never blocks. */
  public Portfolio portfolio() {
    return newest;
  }

  /**
   * The newest portfolio, then the newest again whenever there is demand and something changed: a
   * slow reader skips states and never delays another one. Completes when the engine stops.
   */
  public Multi<Portfolio> portfolios() {
    return portfolios.onOverflow().dropPreviousItems();
  }

  /** The first portfolio that the exchange has told, however long that takes. */
  public Uni<Portfolio> loaded() {
    return portfolios().select().where(Portfolio::loaded).toUni();
  }

  /** Cancels a reader's work when this engine stops: no timer of it may keep the account's key. */
  public void cancelAtEnd(Cancellable work) {
    portfolios()
        .onTermination()
        .invoke(work::cancel)
        .subscribe()
        .with(p -> {}, e -> LOG.debugf("already told account=%s", account()));
  }

  /** Starts to listen; events of both streams are folded one at a time. */
  void listen(Multi<AccountEvent> line, Multi<AccountEvent> clock) {
    // Somebody must pull the fold even while no reader is there.
    portfolios.subscribe().with(p -> {}, e -> LOG.errorf(e, "fold failed account=%s", account()));
    feed =
        Multi.createBy()
            .merging()
            .streams(line, clock)
            .subscribe()
            .with(this::accept, e -> LOG.errorf(e, "exchange events failed account=%s", account()));
  }

  /** A state that cannot follow is not taken over: whoever told it is mistaken. */
  private static void warnOfOddLine(Portfolio before, AccountEvent event) {
    if (event instanceof AccountEvent.LineChanged changed
        && !before.line().leadsTo(changed.line())) {
      LOG.warnf(
          "line state ignored account=%s from=%s to=%s",
          before.account(), before.line().status(), changed.line().status());
    }
  }

  /** The inbox takes one event at a time; only stopping competes with the feed. */
  private synchronized void accept(AccountEvent event) {
    inbox.onNext(event);
  }

  /** Closes the line and completes all readers. */
  void stop(Instant now) {
    feed.cancel();
    accept(new AccountEvent.LineChanged(new Line.Disconnected(now, "stopped"), now));
    inbox.onComplete();
  }
}
