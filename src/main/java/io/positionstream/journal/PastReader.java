package io.positionstream.journal;

import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Past;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an account as it was at an earlier instant: facts exactly, prices as sampled. */
@ApplicationScoped
public class PastReader {

  /** What is settled by then needs no fills: its settlement says all. */
  private static final String FILLS =
      """
      SELECT * FROM fills f WHERE user_id = $1 AND executed_at < $2 AND NOT EXISTS
        (SELECT 1 FROM settlements s
         WHERE s.user_id = $1 AND s.ticker = f.ticker AND s.settled_at < $2)
      """;

  private static final String SETTLEMENTS =
      "SELECT * FROM settlements WHERE user_id = $1 AND settled_at < $2";

  /**
   * Where the fills of a market that may have been held do not add up to what was paid or is held,
   * and by how much: position and fills are written in one transaction.
   */
  private static final String MISSING =
      """
      SELECT ticker, coalesce(s.contracts, p.contracts, 0) - coalesce(f.net, 0) AS contracts FROM
        (SELECT ticker, %s::bigint AS net
         FROM fills WHERE user_id = $1 GROUP BY ticker) f
        FULL JOIN (SELECT ticker, contracts, settled_at FROM settlements WHERE user_id = $1) s
          USING (ticker)
        FULL JOIN (SELECT ticker, contracts FROM position_cache WHERE user_id = $1) p
          USING (ticker)
      WHERE (s.settled_at IS NULL OR s.settled_at >= $2)
        AND coalesce(f.net, 0) <> coalesce(s.contracts, p.contracts, 0)
      """
          .formatted(FactTable.NET);

  private static final String REACH =
      """
      SELECT %s AS complete, %s AS whole,
        (SELECT min(at) FROM (
          SELECT min(executed_at) AS at FROM fills WHERE user_id = $1 UNION ALL
          SELECT min(settled_at) FROM settlements WHERE user_id = $1) known) AS since
      """
          .formatted(BackfillTable.ALL_FACTS, BackfillTable.EVERY_FILL);

  private static final String EQUITY =
      "SELECT * FROM equity WHERE user_id = $1 AND at <= $2 ORDER BY at DESC LIMIT 1";

  /** The exchange's clock and ours may differ by so much. */
  private static final Duration LAG = Duration.ofMinutes(1);

  private final Pool pool;
  private final Duration lag;

  PastReader(Pool pool, MarkSamplesConfig samples) {
    this.pool = pool;
    // A look may be under way, or come a little late.
    this.lag = samples.every().multipliedBy(2);
  }

  /**
   * An account then.
   *
   * @param complete whether all facts are known that could matter
   * @param since the first fact there is
   * @param marks the prices of what was held, where a sample of that time exists
   * @param equity the newest sample of cash and total value by then
   *     <p>Both are empty where nobody watched: what changed then was not seen.
   */
  public record PastAccount(
      Past past,
      boolean complete,
      Optional<Instant> since,
      Map<MarketTicker, MarkSample> marks,
      Optional<Equity> equity) {}

  /** Cash and total value, of the very instant {@code at}. */
  public record Equity(Instant at, Money cash, Money total) {}

  private record Seen(Map<MarketTicker, MarkSample> marks, Optional<Equity> equity) {}

  /**
   * How far the facts reach.
   *
   * @param whole whether no fill is missing at the beginning
   * @param missing contracts by which known fills and books differ
   */
  private record Reach(
      boolean complete,
      boolean whole,
      Optional<Instant> since,
      Map<MarketTicker, Contracts> missing) {

    /** What is missing is older than what is known, unless nothing older can be. */
    Map<MarketTicker, Contracts> before() {
      return whole ? Map.of() : missing;
    }
  }

  /** The account as of {@code when}; one question of the database after another. */
  public Uni<PastAccount> at(AccountId account, Instant when) {
    return reach(account, when)
        .chain(
            reach ->
                facts(account, when, reach)
                    .chain(
                        past ->
                            seen(account, past, when)
                                .map(
                                    seen ->
                                        new PastAccount(
                                            past,
                                            reach.complete && reach.missing.isEmpty(),
                                            reach.since,
                                            seen.marks,
                                            seen.equity))));
  }

  private Uni<Seen> seen(AccountId account, Past past, Instant when) {
    return WatchTable.isWatched(pool, account, when, lag)
        .chain(
            watched ->
                watched
                    ? marks(account, past, when)
                        .chain(
                            marks -> equity(account, when).map(equity -> new Seen(marks, equity)))
                    : Uni.createFrom().item(new Seen(Map.of(), Optional.empty())));
  }

  private Uni<Past> facts(AccountId account, Instant when, Reach reach) {
    Instant end = Past.endOf(when);
    return rows(FILLS, account, end, FactRows::fill)
        .chain(
            (List<Fill> fills) ->
                rows(SETTLEMENTS, account, end, FactRows::settlement)
                    // A long history is folded where it holds up nobody's prices.
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map((List<Settlement> paid) -> Past.at(when, fills, paid, reach.before())));
  }

  private Uni<Reach> reach(AccountId account, Instant when) {
    return rows(MISSING, account, Past.endOf(when), PastReader::missing)
        .chain(
            missing ->
                pool.preparedQuery(REACH)
                    .execute(Tuple.of(account.value()))
                    .map(
                        found ->
                            reach(
                                found.iterator().next(),
                                missing.stream()
                                    .collect(
                                        Collectors.toMap(
                                            Map.Entry::getKey, Map.Entry::getValue)))));
  }

  private static Map.Entry<MarketTicker, Contracts> missing(Row row) {
    return Map.entry(
        new MarketTicker(row.getString("ticker")), new Contracts(row.getLong("contracts")));
  }

  private static Reach reach(Row row, Map<MarketTicker, Contracts> missing) {
    return new Reach(
        row.getBoolean("complete"),
        row.getBoolean("whole"),
        Optional.ofNullable(row.getOffsetDateTime("since")).map(OffsetDateTime::toInstant),
        missing);
  }

  /** A sample from before a market was opened (again) says nothing of then. */
  private Uni<Map<MarketTicker, MarkSample>> marks(AccountId account, Past past, Instant when) {
    var held = past.positions();
    return MarkTable.newest(pool, account, held.keySet(), when)
        .invoke(
            found ->
                found
                    .values()
                    .removeIf(
                        s ->
                            Objects.requireNonNull(held.get(s.market()))
                                .opened()
                                .filter(opened -> s.at().isBefore(opened.minus(LAG)))
                                .isPresent()));
  }

  private Uni<Optional<Equity>> equity(AccountId account, Instant when) {
    return rows(EQUITY, account, when, PastReader::equity).map(rows -> rows.stream().findFirst());
  }

  private static Equity equity(Row row) {
    return new Equity(
        row.getOffsetDateTime("at").toInstant(),
        new Money(row.getLong("cash")),
        new Money(row.getLong("total_value")));
  }

  private <T> Uni<List<T>> rows(
      String query, AccountId account, Instant when, Function<Row, T> read) {
    return pool.preparedQuery(query)
        .execute(Tuple.of(account.value(), utc(when)))
        .map(rows -> Rows.all(rows, read));
  }
}
