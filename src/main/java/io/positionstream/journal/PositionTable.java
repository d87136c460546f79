package io.positionstream.journal;

import static io.positionstream.journal.Columns.ints;
import static io.positionstream.journal.Columns.longs;
import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.times;
import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is held now, one row a position: enough to show it before the exchange answers. */
final class PositionTable {

  private static final String UPSERT =
      """
      INSERT INTO position_cache
        (user_id, cached_at, ticker, side, quantity, avg_entry_price, current_price,
         contracts, cost, realized, fees, traded, event_ticker, market_title, closes_at, expires_at,
         phase, settlement_value, yes_bid, yes_bid_size, yes_ask, yes_ask_size, last_price,
         quoted_at, last_mark, updated_at, seq, entry_time)
      SELECT $1, $2, * FROM unnest(
         $3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[],
         $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[],
         $14::text[], $15::timestamptz[], $16::timestamptz[],
         $17::text[], $18::int[], $19::int[], $20::bigint[], $21::int[], $22::bigint[], $23::int[],
         $24::timestamptz[], $25::int[], $26::timestamptz[], $27::bigint[], $28::timestamptz[])
      ON CONFLICT (user_id, ticker) DO UPDATE SET
        cached_at = excluded.cached_at, side = excluded.side, quantity = excluded.quantity,
        avg_entry_price = excluded.avg_entry_price, current_price = excluded.current_price,
        contracts = excluded.contracts, cost = excluded.cost, realized = excluded.realized,
        fees = excluded.fees, traded = excluded.traded, event_ticker = excluded.event_ticker,
        market_title = excluded.market_title, closes_at = excluded.closes_at,
        expires_at = excluded.expires_at, phase = excluded.phase,
        settlement_value = excluded.settlement_value, yes_bid = excluded.yes_bid,
        yes_bid_size = excluded.yes_bid_size, yes_ask = excluded.yes_ask,
        yes_ask_size = excluded.yes_ask_size, last_price = excluded.last_price,
        quoted_at = excluded.quoted_at, last_mark = excluded.last_mark,
        entry_time = excluded.entry_time, updated_at = excluded.updated_at, seq = excluded.seq
      """;

  private PositionTable() {}

  static Uni<Void> upsert(
      SqlConnection sql, AccountId account, List<Position> rows, Instant cachedAt) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple tuple =
        Tuple.of(account.value(), utc(cachedAt))
            .addArrayOfString(texts(rows, p -> p.ticker().value()))
            .addArrayOfString(texts(rows, p -> p.side().name()));
    addReadable(tuple, rows);
    addHolding(tuple, rows);
    addMarket(tuple, rows);
    addQuote(tuple, rows);
    addNewest(tuple, rows);
    tuple.addArrayOfOffsetDateTime(times(rows, Position::entryTime));
    return sql.preparedQuery(UPSERT).execute(tuple).replaceWithVoid();
  }

  /** For people who look into the table: contracts and cents as the API shows them. */
  private static void addReadable(Tuple tuple, List<Position> rows) {
    tuple
        .addArrayOfBigDecimal(decimals(rows, p -> p.quantity().plain()))
        .addArrayOfBigDecimal(decimals(rows, p -> p.holding().cost().centsEach(p.quantity())));
    addMark(tuple, rows);
  }

  static void addMark(Tuple tuple, List<Position> rows) {
    tuple.addArrayOfBigDecimal(decimals(rows, p -> p.mark().map(Price::cents).orElse(null)));
  }

  private static BigDecimal[] decimals(
      List<Position> rows, Function<Position, @Nullable String> column) {
    return rows.stream()
        .map(column)
        .map(digits -> digits == null ? null : new BigDecimal(digits))
        .toArray(BigDecimal[]::new);
  }

  private static void addHolding(Tuple tuple, List<Position> rows) {
    tuple
        .addArrayOfLong(longs(rows, p -> p.holding().contracts().units()))
        .addArrayOfLong(longs(rows, p -> p.holding().cost().units()))
        .addArrayOfLong(longs(rows, p -> p.holding().realized().units()))
        .addArrayOfLong(longs(rows, p -> p.holding().fees().units()))
        .addArrayOfLong(longs(rows, p -> p.holding().traded().units()));
  }

  private static void addMarket(Tuple tuple, List<Position> rows) {
    tuple
        .addArrayOfString(texts(rows, p -> p.market().event()))
        .addArrayOfString(texts(rows, p -> p.market().title()))
        .addArrayOfOffsetDateTime(times(rows, p -> p.market().closesAt()))
        .addArrayOfOffsetDateTime(times(rows, p -> p.market().expiresAt()))
        .addArrayOfString(texts(rows, p -> p.market().phase().name()))
        .addArrayOfInteger(ints(rows, p -> p.market().settlementValue().map(PositionTable::units)));
  }

  static void addQuote(Tuple tuple, List<Position> rows) {
    tuple
        .addArrayOfInteger(ints(rows, p -> Optional.of(units(p.quote().bid()))))
        .addArrayOfLong(longs(rows, p -> p.quote().bidSize().units()))
        .addArrayOfInteger(ints(rows, p -> Optional.of(units(p.quote().ask()))))
        .addArrayOfLong(longs(rows, p -> p.quote().askSize().units()))
        .addArrayOfInteger(ints(rows, p -> Optional.of(units(p.quote().last()))))
        .addArrayOfOffsetDateTime(times(rows, p -> Optional.of(p.quote().at())));
  }

  static void addNewest(Tuple tuple, List<Position> rows) {
    tuple
        .addArrayOfInteger(ints(rows, p -> p.lastMark().map(PositionTable::units)))
        .addArrayOfOffsetDateTime(times(rows, p -> Optional.of(p.updatedAt())))
        .addArrayOfLong(longs(rows, Position::seq));
  }

  private static int units(Price price) {
    return (int) price.units();
  }

  static Uni<Void> delete(SqlConnection sql, AccountId account, List<MarketTicker> tickers) {
    if (tickers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.preparedQuery("DELETE FROM position_cache WHERE user_id = $1 AND ticker = ANY($2)")
        .execute(Tuple.of(account.value()).addArrayOfString(texts(tickers, MarketTicker::value)))
        .replaceWithVoid();
  }

  static Uni<Void> deleteAllBut(SqlConnection sql, AccountId account, List<MarketTicker> held) {
    return sql.preparedQuery(
            "DELETE FROM position_cache WHERE user_id = $1 AND NOT ticker = ANY($2)")
        .execute(Tuple.of(account.value()).addArrayOfString(texts(held, MarketTicker::value)))
        .replaceWithVoid();
  }

  static Uni<List<Position>> read(SqlClient sql, AccountId account) {
    return sql.preparedQuery("SELECT * FROM position_cache WHERE user_id = $1 ORDER BY ticker")
        .execute(Tuple.of(account.value()))
        .map(rows -> Rows.all(rows, PositionTable::position));
  }

  private static Position position(Row row) {
    Market market =
        new Market(
            new MarketTicker(row.getString("ticker")),
            row.getString("event_ticker"),
            row.getString("market_title"),
            time(row.getOffsetDateTime("closes_at")),
            time(row.getOffsetDateTime("expires_at")),
            Market.Phase.valueOf(row.getString("phase")),
            price(row.getInteger("settlement_value")));
    Holding holding =
        new Holding(
            new Contracts(row.getLong("contracts")),
            new Money(row.getLong("cost")),
            new Money(row.getLong("realized")),
            new Money(row.getLong("fees")),
            new Money(row.getLong("traded")));
    return new Position(
        market,
        holding,
        quote(row),
        price(row.getInteger("last_mark")),
        time(row.getOffsetDateTime("entry_time")),
        row.getOffsetDateTime("updated_at").toInstant(),
        0,
        0);
  }

  private static Quote quote(Row row) {
    return new Quote(
        new Price(row.getInteger("yes_bid")),
        new Contracts(row.getLong("yes_bid_size")),
        new Price(row.getInteger("yes_ask")),
        new Contracts(row.getLong("yes_ask_size")),
        new Price(row.getInteger("last_price")),
        row.getOffsetDateTime("quoted_at").toInstant());
  }

  private static Optional<Price> price(@Nullable Integer units) {
    return Optional.ofNullable(units).map(Price::new);
  }

  private static Optional<Instant> time(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
