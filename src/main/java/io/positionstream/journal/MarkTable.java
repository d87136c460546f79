package io.positionstream.journal;

import static io.positionstream.journal.Columns.ints;
import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.times;
import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Price;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prices of held markets, a row for each minute in which one changed. */
final class MarkTable {

  private static final String UPSERT =
      """
      INSERT INTO mark_samples (user_id, ticker, minute, at, yes_bid, yes_ask, last_price,
                                settlement_value)
      SELECT $1, ticker, date_trunc('minute', at), at, bid, ask, last, result
      FROM unnest($2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::int[], $7::int[])
        AS sampled (ticker, at, bid, ask, last, result)
      ON CONFLICT (user_id, ticker, minute) DO UPDATE SET
        at = excluded.at, yes_bid = excluded.yes_bid, yes_ask = excluded.yes_ask,
        last_price = excluded.last_price, settlement_value = excluded.settlement_value
      """;

  private static final String NEWEST =
      """
      SELECT DISTINCT ON (ticker) * FROM mark_samples
      WHERE user_id = $1 AND ticker = ANY($2) AND at <= $3
      ORDER BY ticker, minute DESC
      """;

  private static final String PURGE =
      """
      DELETE FROM mark_samples old WHERE user_id = $1 AND minute < $2 AND EXISTS
        (SELECT 1 FROM mark_samples newer
         WHERE newer.user_id = $1 AND newer.ticker = old.ticker
           AND newer.minute > old.minute AND newer.minute <= $2)
      """;

  private MarkTable() {}

  static Uni<Void> upsert(SqlClient sql, AccountId account, List<MarkSample> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple tuple =
        Tuple.of(account.value())
            .addArrayOfString(texts(rows, s -> s.market().value()))
            .addArrayOfOffsetDateTime(times(rows, s -> Optional.of(s.at())))
            .addArrayOfInteger(ints(rows, s -> s.bid().map(MarkTable::units)))
            .addArrayOfInteger(ints(rows, s -> s.ask().map(MarkTable::units)))
            .addArrayOfInteger(ints(rows, s -> s.last().map(MarkTable::units)))
            .addArrayOfInteger(ints(rows, s -> s.result().map(MarkTable::units)));
    return sql.preparedQuery(UPSERT).execute(tuple).replaceWithVoid();
  }

  private static int units(Price price) {
    return (int) price.units();
  }

  /** The newest sample of each market that is not younger than {@code when}. */
  static Uni<Map<MarketTicker, MarkSample>> newest(
      SqlClient sql, AccountId account, Collection<MarketTicker> markets, Instant when) {
    Tuple asked =
        Tuple.of(account.value())
            .addArrayOfString(texts(List.copyOf(markets), MarketTicker::value))
            .addOffsetDateTime(utc(when));
    return sql.preparedQuery(NEWEST)
        .execute(asked)
        .map(
            rows -> {
              Map<MarketTicker, MarkSample> found = new HashMap<>();
              rows.forEach(row -> found.put(new MarketTicker(row.getString("ticker")), of(row)));
              return found;
            });
  }

  static MarkSample of(Row row) {
    return new MarkSample(
        new MarketTicker(row.getString("ticker")),
        price(row, "yes_bid"),
        price(row, "yes_ask"),
        price(row, "last_price"),
        price(row, "settlement_value"),
        row.getOffsetDateTime("at").toInstant());
  }

  private static Optional<Price> price(Row row, String column) {
    return Optional.ofNullable(row.getInteger(column)).map(Price::new);
  }

  /** Forgets what is older than {@code from}, but for the prices that still held then. */
  static Uni<Void> purge(SqlClient sql, AccountId account, Instant from) {
    return sql.preparedQuery(PURGE).execute(Tuple.of(account.value(), utc(from))).replaceWithVoid();
  }
}
