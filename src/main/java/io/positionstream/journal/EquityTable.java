package io.positionstream.journal;

import static io.positionstream.journal.Columns.flags;
import static io.positionstream.journal.Columns.longs;
import static io.positionstream.journal.Columns.times;
import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The equity curve: each row is of the very instant that it is stamped with. */
final class EquityTable {

  /** What was the newest of a minute gives way to what is newer. */
  private static final String GIVE_WAY =
      "DELETE FROM equity WHERE user_id = $1 AND NOT at_fact AND at >= $2 AND at < $3";

  private static final String INSERT =
      """
      INSERT INTO equity (user_id, at, at_fact, total_value, cash, positions_value, realized, fees,
                          unrealized, flows, unexplained)
      SELECT $1, * FROM unnest($2::timestamptz[], $3::boolean[], $4::bigint[], $5::bigint[],
        $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
      ORDER BY 2
      ON CONFLICT (user_id, at) DO UPDATE SET
        at_fact = equity.at_fact OR excluded.at_fact, total_value = excluded.total_value,
        cash = excluded.cash, positions_value = excluded.positions_value,
        realized = excluded.realized, fees = excluded.fees, unrealized = excluded.unrealized,
        flows = excluded.flows, unexplained = excluded.unexplained
      """;

  private EquityTable() {}

  /**
   * @param atFacts oldest first
   * @param newest what the account is worth now
   */
  static Uni<Void> write(SqlConnection sql, AccountId account, List<Worth> atFacts, Worth newest) {
    Map<Instant, Worth> rows = new LinkedHashMap<>();
    atFacts.forEach(worth -> rows.merge(worth.at(), worth, Worth::with));
    rows.merge(newest.at(), newest, Worth::with);
    Instant minute = newest.at().truncatedTo(ChronoUnit.MINUTES);
    return sql.preparedQuery(GIVE_WAY)
        .execute(Tuple.of(account.value(), utc(minute), utc(newest.at())))
        .chain(
            () -> sql.preparedQuery(INSERT).execute(columns(account, List.copyOf(rows.values()))))
        .replaceWithVoid();
  }

  private static Tuple columns(AccountId account, List<Worth> rows) {
    return Tuple.of(account.value())
        .addArrayOfOffsetDateTime(times(rows, w -> Optional.of(w.at())))
        .addArrayOfBoolean(flags(rows, Worth::atFact))
        .addArrayOfLong(longs(rows, w -> w.cash().plus(w.totals().value()).units()))
        .addArrayOfLong(longs(rows, w -> w.cash().units()))
        .addArrayOfLong(longs(rows, w -> w.totals().value().units()))
        .addArrayOfLong(longs(rows, w -> w.totals().realized().units()))
        .addArrayOfLong(longs(rows, w -> w.totals().fees().units()))
        .addArrayOfLong(longs(rows, w -> w.totals().unrealized().units()))
        .addArrayOfLong(longs(rows, w -> w.flows().units()))
        .addArrayOfLong(longs(rows, w -> w.unexplained().units()));
  }
}
