package io.positionstream.journal;

import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.times;
import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Discrepancy;
import io.positionstream.portfolio.Drift;
import io.positionstream.portfolio.MarketTicker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Differences, a row each: opened once, healed once, in whatever order the two are written. */
final class DriftTable {

  private static final String UPSERT =
      """
      INSERT INTO drift (user_id, source, field, ticker, subject, since, ours, theirs, healed_at,
                         healed_how)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                               $7::text[], $8::text[], $9::timestamptz[], $10::text[])
      ON CONFLICT (user_id, source, field, ticker, subject, since) DO UPDATE SET
        ours = excluded.ours, theirs = excluded.theirs,
        healed_at = coalesce(drift.healed_at, excluded.healed_at),
        healed_how = coalesce(drift.healed_how, excluded.healed_how)
      """;

  private static final String OPEN =
      "SELECT * FROM drift WHERE user_id = $1 AND source = $2 AND healed_at IS NULL";

  /** What an earlier run left open: its figures were replaced by the first load of this one. */
  private static final String RESTARTED =
      """
      UPDATE drift SET healed_at = $2, healed_how = 'RESTART'
      WHERE user_id = $1 AND source = 'STREAM_VS_REST' AND healed_at IS NULL AND since < $2
      """;

  private static final String NEWEST =
      """
      SELECT * FROM drift WHERE user_id = $1
      ORDER BY healed_at IS NULL DESC, coalesce(healed_at, since) DESC, source, field, ticker
      LIMIT $2
      """;

  private static final String PURGE =
      """
      DELETE FROM drift WHERE user_id = $1 AND (healed_at < $2 OR since <
        (SELECT since FROM drift WHERE user_id = $1 ORDER BY since DESC OFFSET $3 LIMIT 1))
      """;

  private DriftTable() {}

  static Uni<Void> upsert(SqlClient sql, AccountId account, List<Discrepancy> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple tuple =
        Tuple.of(account.value())
            .addArrayOfString(texts(rows, d -> d.source().name()))
            .addArrayOfString(texts(rows, d -> d.drift().field().name()))
            .addArrayOfString(
                texts(rows, d -> d.drift().market().map(MarketTicker::value).orElse("")))
            .addArrayOfString(texts(rows, d -> d.place().subject()))
            .addArrayOfOffsetDateTime(times(rows, d -> Optional.of(d.since())))
            .addArrayOfString(texts(rows, d -> d.drift().ours()))
            .addArrayOfString(texts(rows, d -> d.drift().theirs()))
            .addArrayOfOffsetDateTime(times(rows, d -> d.healed().map(Discrepancy.Healed::at)))
            .addArrayOfString(
                rows.stream()
                    .map(d -> d.healed().map(healed -> healed.how().name()).orElse(null))
                    .toArray(String[]::new));
    return sql.preparedQuery(UPSERT).execute(tuple).replaceWithVoid();
  }

  static Uni<Void> restarted(SqlClient sql, AccountId account, Instant at) {
    return sql.preparedQuery(RESTARTED)
        .execute(Tuple.of(account.value(), utc(at)))
        .replaceWithVoid();
  }

  static Uni<List<Discrepancy>> open(SqlClient sql, AccountId account, Discrepancy.Source source) {
    return sql.preparedQuery(OPEN)
        .execute(Tuple.of(account.value(), source.name()))
        .map(DriftTable::rows);
  }

  /** Open ones first, then healed ones, newest first. */
  static Uni<List<Discrepancy>> newest(SqlClient sql, AccountId account, int limit) {
    return sql.preparedQuery(NEWEST)
        .execute(Tuple.of(account.value(), limit))
        .map(DriftTable::rows);
  }

  /** Forgets what healed before {@code from}, and all but the newest {@code most}. */
  static Uni<Void> purge(SqlClient sql, AccountId account, Instant from, int most) {
    return sql.preparedQuery(PURGE)
        .execute(Tuple.of(account.value(), utc(from), most - 1))
        .replaceWithVoid();
  }

  private static List<Discrepancy> rows(RowSet<Row> rows) {
    return Rows.all(rows, DriftTable::row);
  }

  private static Discrepancy row(Row row) {
    String ticker = row.getString("ticker");
    Drift drift =
        new Drift(
            Drift.Field.valueOf(row.getString("field")),
            ticker.isEmpty() ? Optional.empty() : Optional.of(new MarketTicker(ticker)),
            row.getString("ours"),
            row.getString("theirs"));
    return new Discrepancy(
        Discrepancy.Source.valueOf(row.getString("source")),
        drift,
        row.getOffsetDateTime("since").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("healed_at"))
            .map(
                at ->
                    new Discrepancy.Healed(
                        at.toInstant(), Discrepancy.Cure.valueOf(row.getString("healed_how")))));
  }
}
