package io.positionstream.journal;

import static io.positionstream.journal.Columns.flags;
import static io.positionstream.journal.Columns.longs;
import static io.positionstream.journal.Columns.times;

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
import java.util.UUID;

/** The equity curve: each row is of the very instant that it is stamped with. */
final class EquityTable {

  /** What was the newest of a minute gives way to what is newer. */
  private static final String GIVE_WAY =
      """
      DELETE FROM equity old
      USING unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS newer (user_id, minute, at)
      WHERE old.user_id = newer.user_id AND NOT old.at_fact
        AND old.at >= newer.minute AND old.at < newer.at
      """;

  private static final String INSERT =
      """
      INSERT INTO equity (user_id, at, at_fact, total_value, cash, positions_value, realized, fees,
                          unrealized, flows, unexplained)
      SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::boolean[], $4::bigint[],
        $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[],
        $11::bigint[])
      ORDER BY 1, 2
      ON CONFLICT (user_id, at) DO UPDATE SET
        at_fact = equity.at_fact OR excluded.at_fact, total_value = excluded.total_value,
        cash = excluded.cash, positions_value = excluded.positions_value,
        realized = excluded.realized, fees = excluded.fees, unrealized = excluded.unrealized,
        flows = excluded.flows, unexplained = excluded.unexplained
      """;

  private EquityTable() {}

  /** Of any accounts; of each the oldest first. */
  static Uni<Void> write(SqlConnection sql, List<Worth> worths) {
    if (worths.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Moment, Worth> moments = new LinkedHashMap<>();
    worths.forEach(w -> moments.merge(new Moment(w.account(), w.at()), w, Worth::with));
    List<Worth> rows = List.copyOf(moments.values());
    return sql.preparedQuery(GIVE_WAY)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(users(rows))
                .addArrayOfOffsetDateTime(
                    times(rows, w -> Optional.of(w.at().truncatedTo(ChronoUnit.MINUTES))))
                .addArrayOfOffsetDateTime(times(rows, w -> Optional.of(w.at()))))
        .chain(() -> sql.preparedQuery(INSERT).execute(columns(rows)))
        .replaceWithVoid();
  }

  /** A statement writes each row once. */
  private record Moment(AccountId account, Instant at) {}

  private static UUID[] users(List<Worth> rows) {
    return rows.stream().map(w -> w.account().value()).toArray(UUID[]::new);
  }

  private static Tuple columns(List<Worth> rows) {
    return Tuple.tuple()
        .addArrayOfUUID(users(rows))
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
