package io.positionstream.journal;

import static io.positionstream.journal.Columns.flags;
import static io.positionstream.journal.Columns.ints;
import static io.positionstream.journal.Columns.longs;
import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.times;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills and settlements: written once by the exchange's ids, never changed by a second telling,
 * which at most adds the position after a fill: REST does not tell it, the socket does. In the
 * order of their keys, so that two writers of the same rows do not wait for each other.
 */
final class FactTable {

  private static final String INSERT_FILLS =
      """
      INSERT INTO fills (user_id, trade_id, ticker, side, quantity, yes_price, fee, is_taker,
                         position_after, executed_at)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::int[],
                               $7::bigint[], $8::boolean[], $9::bigint[], $10::timestamptz[])
      ORDER BY 2
      ON CONFLICT (user_id, trade_id) DO UPDATE SET position_after = excluded.position_after
        WHERE fills.position_after IS NULL AND excluded.position_after IS NOT NULL
      """;

  private static final String INSERT_SETTLEMENTS =
      """
      INSERT INTO settlements (user_id, ticker, result, settlement_value, contracts, payout,
                               realized, fees, settled_at)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::bigint[], $6::bigint[],
                               $7::bigint[], $8::bigint[], $9::timestamptz[])
      ORDER BY 2
      ON CONFLICT (user_id, ticker) DO UPDATE SET
        result = excluded.result, settlement_value = excluded.settlement_value,
        contracts = excluded.contracts, payout = excluded.payout, realized = excluded.realized,
        fees = excluded.fees, settled_at = excluded.settled_at
      """;

  /** How far before the newest fact the exchange is asked again: its lists may lag. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  /** Everything of the overlap: from there on all facts are known. */
  /** Net position that a group of fills adds up to: + YES, - NO. */
  static final String NET = "sum(CASE side WHEN 'YES' THEN quantity ELSE -quantity END)";

  private static final String TO_PROVE =
      """
      SELECT * FROM fills WHERE user_id = $1 AND (ticker = ANY($2) OR ticker IN (
        SELECT ticker FROM fills f WHERE user_id = $1 AND NOT EXISTS (
          SELECT 1 FROM settlements s WHERE s.user_id = $1 AND s.ticker = f.ticker)
        GROUP BY ticker
        HAVING %s <> 0))
      """
          .formatted(NET);

  private static final String NEWEST =
      """
      WITH facts AS (
        SELECT trade_id AS key, executed_at AS at FROM fills WHERE user_id = $1
        UNION ALL
        SELECT 'settlement ' || ticker, settled_at FROM settlements WHERE user_id = $1)
      SELECT key, at FROM facts WHERE at >= (SELECT max(at) FROM facts) - make_interval(secs => %d)
      """
          .formatted(OVERLAP.toSeconds());

  private FactTable() {}

  static Uni<Void> insertFills(SqlConnection sql, AccountId account, List<Fill> fills) {
    if (fills.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple row =
        Tuple.of(account.value())
            .addArrayOfString(texts(fills, f -> f.id().value()))
            .addArrayOfString(texts(fills, f -> f.market().value()))
            .addArrayOfString(texts(fills, f -> f.side().name()))
            .addArrayOfLong(longs(fills, f -> f.quantity().units()))
            .addArrayOfInteger(ints(fills, f -> Optional.of((int) f.yesPrice().units())))
            .addArrayOfLong(longs(fills, f -> f.fee().units()))
            .addArrayOfBoolean(flags(fills, Fill::taker))
            .addArrayOfLong(
                longs(fills, f -> f.positionAfter().map(after -> after.units()).orElse(null)))
            .addArrayOfOffsetDateTime(times(fills, f -> Optional.of(f.time())));
    return sql.preparedQuery(INSERT_FILLS).execute(row).replaceWithVoid();
  }

  static Uni<Void> insertSettlements(SqlConnection sql, AccountId account, List<Settlement> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple row =
        Tuple.of(account.value())
            .addArrayOfString(texts(rows, s -> s.market().value()))
            .addArrayOfString(texts(rows, Settlement::result))
            .addArrayOfInteger(ints(rows, s -> s.value().map(v -> (int) v.units())))
            .addArrayOfLong(longs(rows, s -> s.contracts().units()))
            .addArrayOfLong(longs(rows, s -> s.payout().units()))
            .addArrayOfLong(longs(rows, s -> s.realized().units()))
            .addArrayOfLong(longs(rows, s -> s.fees().units()))
            .addArrayOfOffsetDateTime(times(rows, s -> Optional.of(s.time())));
    return sql.preparedQuery(INSERT_SETTLEMENTS).execute(row).replaceWithVoid();
  }

  /** All fills of these markets, and of those in which they say that something is held. */
  static Uni<List<Fill>> fillsToProve(
      SqlClient sql, AccountId account, Collection<MarketTicker> tickers) {
    return sql.preparedQuery(TO_PROVE)
        .execute(
            Tuple.of(account.value())
                .addArrayOfString(texts(List.copyOf(tickers), MarketTicker::value)))
        .map(rows -> Rows.all(rows, FactRows::fill));
  }

  /** Keys and times of the newest facts, as the fold knows them. */
  static Uni<Map<String, Instant>> newest(SqlClient sql, AccountId account) {
    return sql.preparedQuery(NEWEST)
        .execute(Tuple.of(account.value()))
        .map(
            rows -> {
              Map<String, Instant> facts = new HashMap<>();
              rows.forEach(
                  row -> facts.put(row.getString("key"), row.getOffsetDateTime("at").toInstant()));
              return facts;
            });
  }

  /** From when on the newest facts are all there; empty when there is none. */
  static Optional<Instant> completeFrom(Map<String, Instant> newest) {
    return newest.values().stream().max(Instant::compareTo).map(at -> at.minus(OVERLAP));
  }
}
