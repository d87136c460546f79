package io.positionstream.journal;

import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Day;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Residual;
import io.positionstream.portfolio.Totals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/** The account's newest sums, for a fast start. */
final class AccountTable {

  private static final String UPSERT =
      """
      INSERT INTO portfolio_cache
        (user_id, cash, realized, fees, day_since, day_base, pnl_since, cached_at,
         day_flows, known_flows, base, flows, unexplained, day_untold,
         day_agreed)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13, $14, $15)
      ON CONFLICT (user_id) DO UPDATE SET
        cash = excluded.cash, realized = excluded.realized, fees = excluded.fees,
        day_since = excluded.day_since, day_base = excluded.day_base,
        pnl_since = excluded.pnl_since, cached_at = excluded.cached_at,
        day_flows = excluded.day_flows, day_untold = excluded.day_untold,
        day_agreed = excluded.day_agreed, known_flows = coalesce(excluded.known_flows, portfolio_cache.known_flows),
        base = excluded.base, flows = excluded.flows, unexplained = excluded.unexplained
      """;

  /** The remembered sums of an account. */
  record Sums(
      Optional<Money> cash,
      Totals lockedIn,
      Optional<Day> day,
      Optional<Instant> pnlSince,
      Set<String> knownFlows,
      Optional<Residual> residual) {}

  private AccountTable() {}

  /**
   * @param flows which of them the cash holds; empty leaves what is stored
   */
  static Uni<Void> upsert(SqlConnection sql, Portfolio portfolio, Optional<Set<String>> flows) {
    Totals totals = portfolio.totals();
    Tuple row =
        Tuple.of(portfolio.account().value())
            .addValue(portfolio.cash().map(Money::units).orElse(null))
            .addLong(totals.realized().units())
            .addLong(totals.fees().units())
            .addValue(portfolio.day().map(d -> utc(d.since())).orElse(null))
            .addValue(portfolio.day().map(d -> d.base().units()).orElse(null))
            .addValue(portfolio.pnlSince().map(Columns::utc).orElse(null))
            .addOffsetDateTime(utc(portfolio.updatedAt()))
            .addLong(portfolio.day().map(d -> d.flows().units()).orElse(0L))
            .addValue(flows.map(AccountTable::texts).orElse(null))
            .addValue(portfolio.residual().map(r -> r.base().units()).orElse(null))
            .addLong(portfolio.residual().map(r -> r.flows().units()).orElse(0L))
            .addLong(portfolio.residual().map(r -> r.unexplained().units()).orElse(0L))
            .addLong(portfolio.day().map(d -> d.untold().units()).orElse(0L))
            .addValue(portfolio.day().map(d -> d.agreed().units()).orElse(null));
    return sql.preparedQuery(UPSERT).execute(row).replaceWithVoid();
  }

  private static String[] texts(Set<String> ids) {
    return ids.toArray(String[]::new);
  }

  /** Whether {@link #upsert} would write the same of both, but for the time. */
  static boolean same(Portfolio one, Portfolio other) {
    return one.cash().equals(other.cash())
        && one.totals().realized().equals(other.totals().realized())
        && one.totals().fees().equals(other.totals().fees())
        && one.day().equals(other.day())
        && one.pnlSince().equals(other.pnlSince())
        && one.knownFlows().equals(other.knownFlows())
        && one.residual().equals(other.residual());
  }

  static Uni<Optional<Sums>> read(SqlClient sql, AccountId account) {
    return sql.preparedQuery("SELECT * FROM portfolio_cache WHERE user_id = $1")
        .execute(Tuple.of(account.value()))
        .map(
            rows -> {
              RowIterator<Row> found = rows.iterator();
              return found.hasNext() ? Optional.of(sums(found.next())) : Optional.empty();
            });
  }

  private static Sums sums(Row row) {
    Optional<String[]> known = Optional.ofNullable(row.getArrayOfStrings("known_flows"));
    return new Sums(
        Optional.ofNullable(row.getLong("cash")).map(Money::new),
        new Totals(
            Money.ZERO,
            Money.ZERO,
            new Money(row.getLong("realized")),
            new Money(row.getLong("fees")),
            0,
            0,
            0),
        Optional.ofNullable(row.getLong("day_agreed")).map(sum -> day(row, new Money(sum))),
        Optional.ofNullable(row.getOffsetDateTime("pnl_since")).map(OffsetDateTime::toInstant),
        known.isPresent() ? Set.of(known.get()) : Set.of(),
        known.flatMap(ids -> residual(row)));
  }

  private static Day day(Row row, Money agreed) {
    return new Day(
        row.getOffsetDateTime("day_since").toInstant(),
        new Money(row.getLong("day_base")),
        new Money(row.getLong("day_flows")),
        new Money(row.getLong("day_untold")),
        agreed);
  }

  private static Optional<Residual> residual(Row row) {
    Money unexplained = new Money(row.getLong("unexplained"));
    return Optional.ofNullable(row.getLong("base"))
        .map(
            base ->
                new Residual(
                    new Money(base),
                    new Money(row.getLong("flows")),
                    unexplained,
                    unexplained,
                    true));
  }
}
