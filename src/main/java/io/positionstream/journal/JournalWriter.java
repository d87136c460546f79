package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.AccountMemory.Forgotten;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes one account behind its engine: the newest state and every fact since the last write, in
 * one transaction at a time. While the database is away states merge and facts wait in the
 * portfolio's ring; if they wait longer than it reaches, the exchange is asked for them again.
 */
final class JournalWriter {

  private static final Logger LOG = Logger.getLogger(JournalWriter.class);

  /** SQLSTATE of a broken foreign key: the credentials that all rows hang on were deleted. */
  static final String USER_IS_GONE = "23503";

  private final AccountEngine engine;
  private final Pool pool;
  private final Beat beat;
  private final Clock clock;
  private final List<Backfill<?>> past;
  private final Consumer<Forgotten> forgotten;
  private final JournalProgress progress;
  private final FactWorths worths;
  private final Function<PortfolioChange, Uni<Void>> prices;

  /** The last write was refused: it must not have others fail along with it. */
  private volatile boolean refused;

  /** What the database has; empty until the first write of this engine. */
  private Optional<Portfolio> written = Optional.empty();

  /**
   * @param beat when to write
   * @param prices where changes of nothing but prices are written along with others'
   * @param past woken when something may have been missed
   * @param forgotten told when the account is no longer stored
   * @param progress told of every write
   */
  JournalWriter(
      AccountEngine engine,
      Pool pool,
      Beat beat,
      Function<PortfolioChange, Uni<Void>> prices,
      Clock clock,
      List<? extends Backfill<?>> past,
      Consumer<Forgotten> forgotten,
      JournalProgress progress) {
    this.progress = progress;
    this.past = List.copyOf(past);
    this.forgotten = forgotten;
    this.engine = engine;
    this.pool = pool;
    this.beat = beat;
    this.prices = prices;
    this.clock = clock;
    this.worths = new FactWorths(engine.portfolio());
  }

  /** Follows the engine until it stops. */
  void follow() {
    // Never slow, so it is shown every portfolio.
    engine
        .portfolios()
        .subscribe()
        .with(worths::look, e -> LOG.errorf(e, "facts not seen account=%s", engine.account()));
    engine
        .portfolios()
        .select()
        .where(Portfolio::loaded)
        .onItem()
        .transformToUniAndConcatenate(portfolio -> persist())
        .subscribe()
        .with(
            done -> {},
            failure -> LOG.errorf(failure, "journal stopped account=%s", engine.account()));
  }

  /** At the next beat the newest portfolio, tried until it succeeds or the engine stops. */
  private Uni<Void> persist() {
    return progress
        .tried(beat.next().chain(() -> write(engine.portfolio())))
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .retry()
        .when(
            failures ->
                progress.again(failures.onItem().transformToUniAndConcatenate(this::ifRunning)))
        .onFailure()
        .recoverWithNull();
  }

  private void failed(Throwable failure) {
    if (failure instanceof PgException e && USER_IS_GONE.equals(e.getSqlState())) {
      LOG.infof("journal ends, the account is no longer stored account=%s", engine.account());
      forgotten.accept(new Forgotten(engine.account()));
    } else {
      refused = WriteFailure.isOfItsRows(failure);
      progress.failed(failure);
      LOG.warnf("journal waits account=%s reason=%s", engine.account(), failure.getMessage());
    }
  }

  /** A journal that has ended is not tried again. */
  private Uni<Throwable> ifRunning(Throwable failure) {
    return isRunning() ? Uni.createFrom().item(failure) : Uni.createFrom().failure(failure);
  }

  private boolean isRunning() {
    return !(engine.portfolio().line() instanceof Line.Disconnected);
  }

  private Uni<Void> write(Portfolio portfolio) {
    if (!isRunning()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> transaction =
        written
            .flatMap(
                last ->
                    PortfolioChange.since(last.cursor(), portfolio)
                        .map(change -> move(last, change)))
            .orElseGet(() -> rewrite(portfolio));
    return progress
        .measured(transaction)
        .invoke(
            () -> {
              refused = false;
              written = Optional.of(portfolio);
              worths.written(portfolio);
              progress.wrote(portfolio.cursor());
            });
  }

  private Uni<Void> move(Portfolio last, PortfolioChange change) {
    Uni<Void> alone = pool.withTransaction(sql -> update(sql, change));
    return !refused && isOfPricesOnly(last, change)
        // Whatever is wrong with one of many is found out by itself.
        ? prices.apply(change).onFailure().recoverWithUni(alone)
        : alone;
  }

  private static boolean isOfPricesOnly(Portfolio last, PortfolioChange change) {
    return change.facts().isEmpty()
        && change.removed().isEmpty()
        && change.moved().stream().noneMatch(change::wantsWhole)
        && last.recentFlows().equals(change.portfolio().recentFlows())
        && AccountTable.same(last, change.portfolio());
  }

  private Uni<Void> update(SqlConnection sql, PortfolioChange change) {
    Portfolio portfolio = change.portfolio();
    var gone = change.removed().stream().map(PortfolioChange.Removed::ticker).toList();
    return insert(sql, change.facts())
        .chain(() -> PositionTable.delete(sql, engine.account(), gone))
        .chain(
            () ->
                PositionTable.upsert(sql, engine.account(), change.moved(), portfolio.updatedAt()))
        .chain(
            () ->
                change.totals() || !change.facts().isEmpty()
                    ? sums(sql, portfolio)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> insert(SqlConnection sql, List<Fact> facts) {
    List<Fill> fills = new ArrayList<>();
    List<Settlement> settlements = new ArrayList<>();
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Filled f -> fills.add(f.fill());
        case Fact.Settled s -> settlements.add(s.settlement());
      }
    }
    return FactTable.insertFills(sql, engine.account(), fills)
        .chain(() -> FactTable.insertSettlements(sql, engine.account(), settlements));
  }

  private Uni<Void> sums(SqlConnection sql, Portfolio portfolio) {
    AccountId account = portfolio.account();
    Optional<Set<String>> flows =
        portfolio
            .knownFlows()
            .filter(known -> !written.flatMap(Portfolio::knownFlows).equals(Optional.of(known)));
    List<Worth> curve = new ArrayList<>(worths.until(portfolio));
    Worth.of(portfolio, portfolio.updatedAt(), false).ifPresent(curve::add);
    return FlowTable.insert(sql, account, flows.isPresent() ? portfolio.recentFlows() : List.of())
        .chain(() -> AccountTable.upsert(sql, portfolio, flows))
        .chain(() -> EquityTable.write(sql, curve));
  }

  /**
   * The first write of a run, and the way back when facts have been missed: the newest state at
   * once, and the past is asked for what is not in it.
   */
  private Uni<Void> rewrite(Portfolio portfolio) {
    return pool.withTransaction(
            sql ->
                openGaps(sql)
                    .chain(() -> insert(sql, portfolio.recentFacts()))
                    .chain(() -> state(sql, portfolio)))
        .invoke(() -> past.forEach(Backfill::wake));
  }

  private Uni<Void> openGaps(SqlConnection sql) {
    Uni<Void> opened = Uni.createFrom().voidItem();
    for (PastKind kind : PastKind.values()) {
      opened =
          opened.chain(() -> BackfillTable.openGap(sql, engine.account(), kind, clock.instant()));
    }
    return opened;
  }

  private Uni<Void> state(SqlConnection sql, Portfolio portfolio) {
    var positions = List.copyOf(portfolio.positions().values());
    var held = List.copyOf(portfolio.positions().keySet());
    return PositionTable.deleteAllBut(sql, engine.account(), held)
        .chain(() -> PositionTable.upsert(sql, engine.account(), positions, portfolio.updatedAt()))
        .chain(() -> sums(sql, portfolio));
  }
}
