package io.positionstream.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Discrepancy;
import io.positionstream.portfolio.Drift;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Rebuild;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares the exchange's books with what all fills of the journal add up to, after each connect
 * and on a timer. What is shown stays the exchange's; the fills are what proves it. Works beside
 * the engines: a slow database delays no price.
 */
@ApplicationScoped
class Reconciliation {

  private static final Logger LOG = Logger.getLogger(Reconciliation.class);
  private static final Discrepancy.Source SOURCE = Discrepancy.Source.REST_VS_FILLS;

  private final Pool pool;
  private final Clock clock;
  private final ReconciliationConfig config;
  private final MeterRegistry metrics;

  Reconciliation(Pool pool, Clock clock, ReconciliationConfig config, MeterRegistry metrics) {
    this.pool = pool;
    this.clock = clock;
    this.config = config;
    this.metrics = metrics;
  }

  void onStarted(@Observes AccountEngine.Started started) {
    AccountEngine engine = started.engine();
    Multi<Long> connects =
        engine
            .portfolios()
            .map(portfolio -> portfolio.line())
            .skip()
            .repetitions()
            .select()
            .where(Line.Live.class::isInstance)
            .map(live -> 0L)
            .onOverflow()
            .dropPreviousItems()
            .onItem()
            // The facts of the load are stored first, behind the engine.
            .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(Drift.GRACE));
    Multi<Long> timer =
        Multi.createFrom().ticks().startingAfter(config.every()).every(config.every());
    engine.cancelAtEnd(
        Multi.createBy()
            .merging()
            .streams(connects, timer.onOverflow().drop())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(due -> compare(engine))
            .subscribe()
            .with(
                done -> {},
                e -> LOG.errorf(e, "reconciliation stopped account=%s", engine.account())));
  }

  private Uni<Void> compare(AccountEngine engine) {
    AccountId account = engine.account();
    Instant now = clock.instant();
    Map<MarketTicker, Book> rows = engine.books();
    return BackfillTable.isComplete(pool, account)
        .chain(
            complete ->
                complete && engine.portfolio().loaded()
                    ? compare(engine, rows, now)
                    : Uni.createFrom().voidItem())
        .chain(() -> DriftTable.purge(pool, account, now.minus(config.keep()), config.most()))
        .onFailure()
        .invoke(e -> LOG.warnf("not reconciled account=%s reason=%s", account, e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> compare(AccountEngine engine, Map<MarketTicker, Book> rows, Instant now) {
    AccountId account = engine.account();
    return FactTable.fillsToProve(pool, account, rows.keySet())
        // A long history is added up where it holds up nobody's prices.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            fills ->
                fills.stream()
                    .filter(fill -> isTold(fill.market(), rows, engine.portfolio()))
                    .collect(Collectors.groupingBy(Fill::market)))
        .map(fills -> Rebuild.differences(rows, fills, now.minus(Drift.GRACE)))
        .chain(
            found ->
                DriftTable.open(pool, account, SOURCE)
                    .map(
                        open ->
                            Discrepancy.news(
                                SOURCE,
                                open,
                                found,
                                now,
                                gone -> Rebuild.cure(gone, rows, engine.portfolio()))))
        .invoke(news -> news.stream().filter(d -> isNew(d, now)).forEach(d -> tell(account, d)))
        .chain(news -> DriftTable.upsert(pool, account, news));
  }

  /** Between result and payment the exchange may list a market no more. */
  private static boolean isTold(
      MarketTicker ticker, Map<MarketTicker, Book> rows, Portfolio portfolio) {
    return rows.containsKey(ticker) || !portfolio.awaitsPayment(ticker);
  }

  private static boolean isNew(Discrepancy discrepancy, Instant now) {
    return discrepancy.isOpen() && discrepancy.since().equals(now);
  }

  private void tell(AccountId account, Discrepancy found) {
    String field = found.drift().field().word();
    String source = SOURCE.word();
    metrics.counter("drift", "field", field, "source", source).increment();
    LOG.warnf("drift account=%s field=%s source=%s", account, field, source);
  }
}
