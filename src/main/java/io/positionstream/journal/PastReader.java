package io.positionstream.journal;

import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
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
import java.util.stream.StreamSupport;

/** Reads an account as it was at an earlier instant: facts exactly, prices as sampled. */
@ApplicationScoped
public class PastReader {

  /** What is settled by then needs no fills: its settlement says all. */
  private static final String FILLS =
      """
      SELECT * FROM fills f WHERE user_id = $1 AND executed_at <= $2 AND NOT EXISTS
        (SELECT 1 FROM settlements s
         WHERE s.user_id = $1 AND s.ticker = f.ticker AND s.settled_at <= $2)
      """;

  private static final String SETTLEMENTS =
      "SELECT * FROM settlements WHERE user_id = $1 AND settled_at <= $2";

  /**
   * Whether the fills of every market that may have been held add up to what was paid or is held:
   * position and fills are written in one transaction.
   */
  private static final String COMPLETE =
      """
      SELECT %s AND NOT EXISTS (
        SELECT 1 FROM
          (SELECT ticker, sum(CASE side WHEN 'YES' THEN quantity ELSE -quantity END) AS net
           FROM fills WHERE user_id = $1 GROUP BY ticker) f
          FULL JOIN (SELECT ticker, contracts, settled_at FROM settlements WHERE user_id = $1) s
            USING (ticker)
          FULL JOIN (SELECT ticker, contracts FROM position_cache WHERE user_id = $1) p
            USING (ticker)
        WHERE (s.settled_at IS NULL OR s.settled_at > $2)
          AND coalesce(f.net, 0) <> coalesce(s.contracts, p.contracts, 0)) AS complete,
        (SELECT min(at) FROM (
          SELECT min(executed_at) AS at FROM fills WHERE user_id = $1 UNION ALL
          SELECT min(settled_at) FROM settlements WHERE user_id = $1) known) AS since
      """
          .formatted(BackfillTable.ALL_FACTS);

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

  private record Reach(boolean complete, Optional<Instant> since) {}

  /** The account as of {@code when}; one question of the database after another. */
  public Uni<PastAccount> at(AccountId account, Instant when) {
    return facts(account, when)
        .chain(
            past ->
                reach(account, when)
                    .chain(
                        reach ->
                            seen(account, past, when)
                                .map(
                                    seen ->
                                        new PastAccount(
                                            past,
                                            reach.complete,
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

  private Uni<Past> facts(AccountId account, Instant when) {
    return rows(FILLS, account, when, FactRows::fill)
        .chain(
            (List<Fill> fills) ->
                rows(SETTLEMENTS, account, when, FactRows::settlement)
                    // A long history is folded where it holds up nobody's prices.
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map((List<Settlement> paid) -> Past.at(when, fills, paid)));
  }

  private Uni<Reach> reach(AccountId account, Instant when) {
    return rows(COMPLETE, account, when, PastReader::reach).map(List::getFirst);
  }

  private static Reach reach(Row row) {
    return new Reach(
        row.getBoolean("complete"),
        Optional.ofNullable(row.getOffsetDateTime("since")).map(OffsetDateTime::toInstant));
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
                            s.at()
                                .isBefore(
                                    Objects.requireNonNull(held.get(s.market()))
                                        .opened()
                                        .minus(LAG))));
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
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(read).toList());
  }
}
