package io.positionstream.journal;

import static io.positionstream.journal.Columns.longs;
import static io.positionstream.journal.Columns.times;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The account's sums: the newest for a fast start, and one sample a minute for the equity curve.
 */
final class AccountTable {

  private static final String UPSERT =
      """
      INSERT INTO portfolio_cache
        (user_id, cash, realized, fees, day_since, day_base, pnl_since, cached_at,
         day_flows, known_flows, base, flows, unexplained)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13)
      ON CONFLICT (user_id) DO UPDATE SET
        cash = excluded.cash, realized = excluded.realized, fees = excluded.fees,
        day_since = excluded.day_since, day_base = excluded.day_base,
        pnl_since = excluded.pnl_since, cached_at = excluded.cached_at,
        day_flows = excluded.day_flows, known_flows = excluded.known_flows,
        base = excluded.base, flows = excluded.flows, unexplained = excluded.unexplained
      """;

  private static final String SAMPLE =
      """
      INSERT INTO equity (user_id, at, total_value, cash, positions_value, realized, fees,
                          unrealized, flows, unexplained)
      SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[],
                           $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
      ON CONFLICT (user_id, at) DO UPDATE SET
        total_value = excluded.total_value, cash = excluded.cash,
        positions_value = excluded.positions_value, realized = excluded.realized,
        fees = excluded.fees, unrealized = excluded.unrealized, flows = excluded.flows,
        unexplained = excluded.unexplained
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

  static Uni<Void> upsert(SqlConnection sql, Portfolio portfolio) {
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
            .addValue(portfolio.knownFlows().map(AccountTable::texts).orElse(null))
            .addValue(portfolio.residual().map(r -> r.base().units()).orElse(null))
            .addLong(portfolio.residual().map(r -> r.flows().units()).orElse(0L))
            .addLong(portfolio.residual().map(r -> r.unexplained().units()).orElse(0L));
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

  /** Keeps the newest value of each minute, and that at a fact. */
  static Uni<Void> sample(SqlConnection sql, Portfolio portfolio, boolean atFact) {
    Instant at = portfolio.updatedAt();
    Uni<Void> minute = samples(sql, List.of(portfolio));
    return atFact ? minute.chain(() -> insert(sql, List.of(portfolio), List.of(at))) : minute;
  }

  /** Keeps the newest value of this minute of several accounts, each there once. */
  static Uni<Void> samples(SqlConnection sql, List<Portfolio> accounts) {
    return insert(
        sql,
        accounts,
        accounts.stream().map(p -> p.updatedAt().truncatedTo(ChronoUnit.MINUTES)).toList());
  }

  private static Uni<Void> insert(SqlConnection sql, List<Portfolio> accounts, List<Instant> at) {
    List<Sample> rows = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      Portfolio account = accounts.get(i);
      Instant when = at.get(i);
      account.cash().ifPresent(cash -> rows.add(new Sample(account, cash, when)));
    }
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple tuple =
        Tuple.tuple()
            .addArrayOfUUID(
                rows.stream().map(s -> s.account().account().value()).toArray(UUID[]::new))
            .addArrayOfOffsetDateTime(times(rows, s -> Optional.of(s.at())))
            .addArrayOfLong(longs(rows, s -> s.cash().plus(s.totals().value()).units()))
            .addArrayOfLong(longs(rows, s -> s.cash().units()))
            .addArrayOfLong(longs(rows, s -> s.totals().value().units()))
            .addArrayOfLong(longs(rows, s -> s.totals().realized().units()))
            .addArrayOfLong(longs(rows, s -> s.totals().fees().units()))
            .addArrayOfLong(longs(rows, s -> s.totals().unrealized().units()))
            .addArrayOfLong(longs(rows, s -> s.account().flows().units()))
            .addArrayOfLong(longs(rows, s -> s.account().unexplainedNow().units()));
    return sql.preparedQuery(SAMPLE).execute(tuple).replaceWithVoid();
  }

  private record Sample(Portfolio account, Money cash, Instant at) {
    Totals totals() {
      return account.totals();
    }
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
    Optional<Money> base = Optional.ofNullable(row.getLong("day_base")).map(Money::new);
    Optional<Instant> since =
        Optional.ofNullable(row.getOffsetDateTime("day_since")).map(OffsetDateTime::toInstant);
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
        since.flatMap(
            at -> base.map(value -> new Day(at, value, new Money(row.getLong("day_flows"))))),
        Optional.ofNullable(row.getOffsetDateTime("pnl_since")).map(OffsetDateTime::toInstant),
        known.isPresent() ? Set.of(known.get()) : Set.of(),
        known.flatMap(ids -> residual(row)));
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
