package io.positionstream.journal;

import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.times;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The columns of {@link PositionTable} that a tick changes, of positions of many accounts in one
 * statement: a third of the columns, and most of the writes.
 */
final class PriceTable {

  private static final String UPDATE =
      """
      UPDATE position_cache p SET
        cached_at = n.cached_at, current_price = n.current_price, yes_bid = n.yes_bid,
        yes_bid_size = n.yes_bid_size, yes_ask = n.yes_ask, yes_ask_size = n.yes_ask_size,
        last_price = n.last_price, quoted_at = n.quoted_at, last_mark = n.last_mark,
        updated_at = n.updated_at, seq = n.seq
      FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::numeric[], $5::int[],
                  $6::bigint[], $7::int[], $8::bigint[], $9::int[], $10::timestamptz[],
                  $11::int[], $12::timestamptz[], $13::bigint[])
        AS n (user_id, ticker, cached_at, current_price, yes_bid, yes_bid_size, yes_ask,
              yes_ask_size, last_price, quoted_at, last_mark, updated_at, seq)
      WHERE p.user_id = n.user_id AND p.ticker = n.ticker
      """;

  /** One position of one account. */
  record Priced(AccountId account, Instant cachedAt, Position position) {}

  private PriceTable() {}

  /** Emits how many of the positions there were. */
  static Uni<Integer> update(SqlConnection sql, Tuple rows) {
    return sql.preparedQuery(UPDATE).execute(rows).map(SqlResult::rowCount);
  }

  /** What is to be written: a column is an array. */
  static Tuple tuple(List<Priced> rows) {
    List<Position> positions = rows.stream().map(Priced::position).toList();
    Tuple tuple =
        Tuple.tuple()
            .addArrayOfUUID(rows.stream().map(r -> r.account().value()).toArray(UUID[]::new))
            .addArrayOfString(texts(positions, p -> p.ticker().value()))
            .addArrayOfOffsetDateTime(times(rows, r -> Optional.of(r.cachedAt())));
    PositionTable.addMark(tuple, positions);
    PositionTable.addQuote(tuple, positions);
    PositionTable.addNewest(tuple, positions);
    return tuple;
  }
}
