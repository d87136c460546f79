package io.positionstream.journal;

import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what was sampled as a series for a chart, oldest first, thinned by the database: the time
 * between the first and the last row is cut into equal parts, and of each part the newest row is
 * given. So the first and the last row are always there, and a read costs as many steps into the
 * index as there are points, however long the time is. Never blocks.
 */
@ApplicationScoped
public class SampleReader {

  /** Seconds in one unit only: a day of an interval may have 23 hours, and would move the cuts. */
  private static final String CUT =
      "first + make_interval(secs => (extract(epoch FROM last - first) * %s / ($4::int - 1))::float8)";

  private static final String EQUITY =
      """
      SELECT row.* FROM
        (SELECT min(at) AS first, max(at) AS last FROM equity
         WHERE user_id = $1 AND at >= $2 AND at < $3) reach,
        generate_series(0, $4::int - 1) AS n,
        LATERAL (SELECT * FROM equity
                 WHERE user_id = $1 AND at >= first AND (n = 0 OR at > %s) AND at <= %s
                 ORDER BY at DESC LIMIT 1) row
      ORDER BY row.at
      """
          .formatted(CUT.formatted("(n - 1)"), CUT.formatted("n"));

  /** Prices hold until the next sample, so the one that held at the beginning is the first. */
  private static final String MARKS =
      """
      SELECT row.* FROM
        unnest($5::text[]) AS market (name),
        LATERAL (SELECT greatest(min(minute), $2) AS first, max(minute) AS last FROM mark_samples
                 WHERE user_id = $1 AND ticker = name AND minute < $3) reach,
        generate_series(0, $4::int - 1) AS n,
        LATERAL (SELECT * FROM mark_samples
                 WHERE user_id = $1 AND ticker = name AND (n = 0 OR minute > %s) AND minute <= %s
                 ORDER BY minute DESC LIMIT 1) row
      ORDER BY row.ticker, row.minute
      """
          .formatted(CUT.formatted("(n - 1)"), CUT.formatted("n"));

  private final Pool pool;

  SampleReader(Pool pool) {
    this.pool = pool;
  }

  /**
   * Which part of a series, and how much of it.
   *
   * @param from not before
   * @param to before
   * @param points at most so many, of each market; at least 2
   */
  public record Window(Instant from, Instant to, int points) {}

  /**
   * What an account was worth. Empty is what was not recorded in those days.
   *
   * @param at the instant of the values: that of a fact, or of the newest change of its minute
   * @param flows came in since the account is known, less what went out
   */
  public record Equity(
      Instant at,
      Money total,
      Money cash,
      Money positions,
      Money realized,
      Money fees,
      Optional<Money> unrealized,
      Optional<Money> flows,
      Optional<Money> unexplained) {}

  public Uni<List<Equity>> equity(AccountId account, Window window) {
    return rows(EQUITY, asked(account, window), SampleReader::equity);
  }

  /** By ticker, then by time; the first of a market may be from before the window. */
  public Uni<List<MarkSample>> marks(
      AccountId account, Collection<MarketTicker> markets, Window window) {
    Tuple asked =
        asked(account, window).addArrayOfString(texts(List.copyOf(markets), MarketTicker::value));
    return rows(MARKS, asked, MarkTable::of);
  }

  private static Tuple asked(AccountId account, Window window) {
    return Tuple.of(account.value(), utc(window.from()), utc(window.to()), window.points());
  }

  private <T> Uni<List<T>> rows(String query, Tuple asked, Function<Row, T> read) {
    return pool.preparedQuery(query).execute(asked).map(rows -> Rows.all(rows, read));
  }

  private static Equity equity(Row row) {
    return new Equity(
        row.getOffsetDateTime("at").toInstant(),
        new Money(row.getLong("total_value")),
        new Money(row.getLong("cash")),
        new Money(row.getLong("positions_value")),
        new Money(row.getLong("realized")),
        new Money(row.getLong("fees")),
        money(row, "unrealized"),
        money(row, "flows"),
        money(row, "unexplained"));
  }

  private static Optional<Money> money(Row row, String column) {
    return Optional.ofNullable(row.getLong(column)).map(Money::new);
  }
}
