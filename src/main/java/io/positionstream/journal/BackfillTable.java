package io.positionstream.journal;

import static io.positionstream.journal.Columns.utc;

import io.positionstream.journal.PastProgress.State;
import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the reading of each account's past has come, one row a kind. */
final class BackfillTable {

  /**
   * From the newest stored row on, less what the exchange's lists may lag behind, something may be
   * missing. A gap that is open already stays as wide as it is; before the first page there is
   * none, as the first reading begins with the newest. A row that was not understood may be
   * anywhere, and may be understood by now.
   */
  private static final String OPEN_GAP =
      """
      INSERT INTO backfills (user_id, kind, state, gap_from, gaps, updated_at)
      VALUES ($1, '%1$s', 'RUNNING', NULL, 1, $2)
      ON CONFLICT (user_id, kind) DO UPDATE SET
        state = 'RUNNING', reason = NULL, gaps = backfills.gaps + 1,
        gap_from = CASE
          WHEN backfills.unreadable > 0 THEN 'epoch'
          WHEN backfills.read_all OR backfills.reached IS NOT NULL THEN
          least(backfills.gap_from, coalesce(
            (SELECT max(%2$s) - interval '1 hour' FROM %3$s WHERE user_id = $1), 'epoch')) END,
        updated_at = excluded.updated_at
      """;

  private static final String CLOSE_GAP =
      """
      UPDATE backfills SET gap_from = NULL, updated_at = $4
      WHERE user_id = $1 AND kind = $2 AND gaps = $3
      """;

  private static final String ADVANCE =
      """
      UPDATE backfills SET reached = least(reached, $3), updated_at = $4
      WHERE user_id = $1 AND kind = $2
      """;

  private static final String END =
      """
      UPDATE backfills SET read_all = true, reached = NULL, updated_at = $3
      WHERE user_id = $1 AND kind = $2
      """;

  private static final String COMPLETE =
      """
      UPDATE backfills SET state = 'COMPLETE', reason = NULL, updated_at = $3
      WHERE user_id = $1 AND kind = $2 AND read_all AND gap_from IS NULL
      """;

  /** Whether a kind is stored without a hole from an hour before its newest row on. */
  private static final String WHOLE =
      """
      SELECT count(*) FROM backfills
      WHERE user_id = $1 AND (
        (kind = 'FILLS' AND (read_all OR reached <
          (SELECT max(executed_at) - interval '1 hour' FROM fills WHERE user_id = $1)))
        OR (kind = 'SETTLEMENTS' AND (read_all OR reached <
          (SELECT max(settled_at) - interval '1 hour' FROM settlements WHERE user_id = $1))))
      """;

  /** To be put into a query whose first parameter is the user: whether every fact is stored. */
  static final String ALL_FACTS =
      """
      (SELECT count(*) = 2 FROM backfills
       WHERE user_id = $1 AND kind IN ('FILLS', 'SETTLEMENTS') AND state = 'COMPLETE')
      """;

  /** To be put into a query likewise: whether no fill is missing, not even one nobody can read. */
  static final String EVERY_FILL =
      """
      (SELECT count(*) = 1 FROM backfills
       WHERE user_id = $1 AND kind = 'FILLS' AND state = 'COMPLETE' AND unreadable = 0)
      """;

  private static final String STATE =
      """
      UPDATE backfills SET state = $3, reason = $4, updated_at = $5
      WHERE user_id = $1 AND kind = $2
      """;

  private static final String CUTOFF =
      "UPDATE backfills SET cutoff = $3 WHERE user_id = $1 AND kind = $2";

  /**
   * What is still to be read.
   *
   * @param readAll whether the first reading has come to its end
   * @param reached how far it has come; empty when it has not begun
   * @param gapFrom from when on something may have been missed
   * @param gaps tells this gap from a later one
   */
  record Owed(boolean readAll, Optional<Instant> reached, Optional<Instant> gapFrom, long gaps) {}

  private BackfillTable() {}

  /** To be called before newer facts are stored: they would hide the gap. */
  static Uni<Void> openGap(SqlConnection sql, AccountId account, PastKind kind, Instant at) {
    return sql.preparedQuery(OPEN_GAP.formatted(kind.name(), kind.time(), kind.table()))
        .execute(Tuple.of(account.value(), utc(at)))
        .replaceWithVoid();
  }

  /** Nothing happens if another gap has opened meanwhile. */
  static Uni<Void> closeGap(
      SqlClient sql, AccountId account, PastKind kind, long gaps, Instant at) {
    return execute(sql, CLOSE_GAP, key(account, kind).addLong(gaps).addOffsetDateTime(utc(at)));
  }

  /** A page of the first reading was stored, down to {@code reached}. */
  static Uni<Void> advance(
      SqlClient sql, AccountId account, PastKind kind, Optional<Instant> reached, Instant at) {
    Tuple row =
        key(account, kind)
            .addValue(reached.map(Columns::utc).orElse(null))
            .addOffsetDateTime(utc(at));
    return execute(sql, ADVANCE, row);
  }

  static Uni<Void> end(SqlClient sql, AccountId account, PastKind kind, Instant at) {
    return execute(sql, END, key(account, kind).addOffsetDateTime(utc(at)));
  }

  static Uni<Void> state(
      SqlClient sql,
      AccountId account,
      PastKind kind,
      State state,
      Optional<String> reason,
      Instant at) {
    Tuple row =
        key(account, kind)
            .addString(state.name())
            .addString(reason.orElse(null))
            .addOffsetDateTime(utc(at));
    return execute(sql, STATE, row);
  }

  static Uni<Void> cutoff(SqlClient sql, AccountId account, PastKind kind, Instant cutoff) {
    return execute(sql, CUTOFF, key(account, kind).addOffsetDateTime(utc(cutoff)));
  }

  /** Empty when the account's journal has not begun, or is gone. */
  static Uni<Optional<Owed>> owed(SqlClient sql, AccountId account, PastKind kind) {
    return sql.preparedQuery("SELECT * FROM backfills WHERE user_id = $1 AND kind = $2")
        .execute(key(account, kind))
        .map(
            rows -> {
              var found = rows.iterator();
              return found.hasNext() ? Optional.of(owed(found.next())) : Optional.empty();
            });
  }

  /** Whether every fact that the exchange shows is stored. */
  static Uni<Boolean> isComplete(SqlClient sql, AccountId account) {
    return holds(sql, account, ALL_FACTS);
  }

  /** Whether the stored fills reach back to the first one and none was left out. */
  static Uni<Boolean> isWholePast(SqlClient sql, AccountId account) {
    return holds(sql, account, EVERY_FILL);
  }

  private static Uni<Boolean> holds(SqlClient sql, AccountId account, String condition) {
    return sql.preparedQuery("SELECT " + condition)
        .execute(Tuple.of(account.value()))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Whether all facts of the hour before the newest one are stored. */
  static Uni<Boolean> isWhole(SqlClient sql, AccountId account) {
    return sql.preparedQuery(WHOLE)
        .execute(Tuple.of(account.value()))
        .map(rows -> rows.iterator().next().getLong(0) == 2);
  }

  /** Nothing happens while something is owed. */
  static Uni<Void> complete(SqlClient sql, AccountId account, PastKind kind, Instant at) {
    return execute(sql, COMPLETE, key(account, kind).addOffsetDateTime(utc(at)));
  }

  private static Owed owed(Row row) {
    return new Owed(
        row.getBoolean("read_all"),
        time(row.getOffsetDateTime("reached")),
        time(row.getOffsetDateTime("gap_from")),
        row.getLong("gaps"));
  }

  static Optional<Instant> time(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static Tuple key(AccountId account, PastKind kind) {
    return Tuple.of(account.value(), kind.name());
  }

  private static Uni<Void> execute(SqlClient sql, String statement, Tuple row) {
    return sql.preparedQuery(statement).execute(row).replaceWithVoid();
  }
}
