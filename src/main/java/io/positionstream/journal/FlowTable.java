package io.positionstream.journal;

import static io.positionstream.journal.Columns.longs;
import static io.positionstream.journal.Columns.texts;
import static io.positionstream.journal.Columns.times;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Deposits and withdrawals: written once by the exchange's ids. */
final class FlowTable {

  private static final String INSERT =
      """
      INSERT INTO flows (user_id, flow_id, kind, amount, fee, at)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[],
                               $6::timestamptz[])
      ORDER BY 2
      ON CONFLICT (user_id, flow_id) DO NOTHING
      """;

  private FlowTable() {}

  static Uni<Void> insert(SqlConnection sql, AccountId account, List<Flow> flows) {
    if (flows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple row =
        Tuple.of(account.value())
            .addArrayOfString(texts(flows, Flow::id))
            .addArrayOfString(texts(flows, FlowTable::kind))
            .addArrayOfLong(longs(flows, f -> f.amount().units()))
            .addArrayOfLong(longs(flows, f -> f.fee().units()))
            .addArrayOfOffsetDateTime(times(flows, f -> Optional.of(f.time())));
    return sql.preparedQuery(INSERT).execute(row).replaceWithVoid();
  }

  private static String kind(Flow flow) {
    return flow.amount().compareTo(Money.ZERO) < 0 ? "WITHDRAWAL" : "DEPOSIT";
  }
}
