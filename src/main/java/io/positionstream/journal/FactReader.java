package io.positionstream.journal;

import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an account's stored past. Fails when the database does; never blocks. */
@ApplicationScoped
public class FactReader {

  /** Later than anything that happens, and still a time of the database. */
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /** Row values compare as the order does, so that the index finds where a page begins. */
  private static final String PAGE =
      """
      SELECT * FROM %1$s
      WHERE user_id = $1 AND (%2$s, %3$s) < ($2, $3) AND %2$s >= $4 AND %2$s < $5
        AND ($6 = '' OR ticker = $6) AND ($7 = '' OR regexp_replace(ticker, '-[^-]*$', '') = $7)
      ORDER BY %2$s DESC, %3$s DESC LIMIT $8
      """;

  private static final String PROGRESS =
      Arrays.stream(PastKind.values())
          .map(
              kind ->
                  """
                  (SELECT '%1$s' AS kind, count(*) AS loaded, min(%2$s) AS oldest, max(%2$s) AS newest
                   FROM %3$s WHERE user_id = $1)
                  """
                      .formatted(kind.name(), kind.time(), kind.table()))
          .collect(
              Collectors.joining(
                  " UNION ALL ",
                  "SELECT * FROM (",
                  """
                  ) stored LEFT JOIN
                  (SELECT kind, state, reason, unreadable, cutoff FROM backfills WHERE user_id = $1) past
                  USING (kind)
                  """));

  /**
   * What is asked for, newest first.
   *
   * @param after the last row of the page before: time and id; empty for the first page
   * @param event ticker of an event: a market's ticker without its last part
   * @param from not before
   * @param to before
   */
  public record Query(
      Optional<Place> after,
      Optional<String> ticker,
      Optional<String> event,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit) {}

  /** Where a row stands among all others: by its time, then by its id. */
  public record Place(Instant time, String id) {}

  private final Pool pool;

  FactReader(Pool pool) {
    this.pool = pool;
  }

  public Uni<List<Fill>> fills(AccountId account, Query query) {
    return read(PAGE.formatted("fills", "executed_at", "trade_id"), account, query, FactRows::fill);
  }

  /** A market settles once; a correction of the exchange replaces what was told before. */
  public Uni<List<Settlement>> settlements(AccountId account, Query query) {
    return read(
        PAGE.formatted("settlements", "settled_at", "ticker"),
        account,
        query,
        FactRows::settlement);
  }

  /** Of every kind, in their order. */
  public Uni<List<PastProgress>> progress(AccountId account) {
    return pool.preparedQuery(PROGRESS)
        .execute(Tuple.of(account.value()))
        .map(
            rows ->
                Rows.all(rows, FactReader::progress).stream()
                    .sorted((a, b) -> a.kind().compareTo(b.kind()))
                    .toList());
  }

  private <T> Uni<List<T>> read(
      String statement, AccountId account, Query query, Function<Row, T> fact) {
    Tuple values =
        Tuple.of(account.value())
            .addOffsetDateTime(utc(query.after().map(Place::time).orElse(NEVER)))
            .addString(query.after().map(Place::id).orElse(""))
            .addOffsetDateTime(utc(query.from().orElse(Instant.EPOCH)))
            .addOffsetDateTime(utc(query.to().orElse(NEVER)))
            .addString(query.ticker().orElse(""))
            .addString(query.event().orElse(""))
            .addLong((long) query.limit());
    return pool.preparedQuery(statement).execute(values).map(rows -> Rows.all(rows, fact));
  }

  /** Before the journal has begun there is no row, and all is still to come. */
  private static PastProgress progress(Row row) {
    return new PastProgress(
        PastKind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getString("state"))
            .map(PastProgress.State::valueOf)
            .orElse(PastProgress.State.RUNNING),
        row.getLong("loaded"),
        BackfillTable.time(row.getOffsetDateTime("oldest")),
        BackfillTable.time(row.getOffsetDateTime("newest")),
        Optional.ofNullable(row.getLong("unreadable")).orElse(0L),
        Optional.ofNullable(row.getString("reason")),
        BackfillTable.time(row.getOffsetDateTime("cutoff")));
  }
}
