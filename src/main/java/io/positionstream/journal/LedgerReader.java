package io.positionstream.journal;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads the facts that a ledger is made of. Never blocks. */
@ApplicationScoped
public class LedgerReader {

  /** A ticker is its event and the outcome after the last dash. */
  private static final String NARROWED =
      """
       WHERE user_id = $1 AND ($2::text IS NULL OR ticker = $2)
         AND ($3::text IS NULL OR regexp_replace(ticker, '-[^-]*$', '') = $3)
      """;

  private final Pool pool;

  LedgerReader(Pool pool) {
    this.pool = pool;
  }

  /**
   * Fills and settlements that the journal holds, in no order that means anything.
   *
   * @param whole whether these are all that there ever were
   */
  public record FactsOfMarkets(List<Fill> fills, List<Settlement> settlements, boolean whole) {

    public FactsOfMarkets {
      fills = List.copyOf(fills);
      settlements = List.copyOf(settlements);
    }
  }

  /**
   * All facts of the account, of one market or one event if it is named; no facts is no failure.
   */
  public Uni<FactsOfMarkets> facts(
      AccountId account, Optional<MarketTicker> market, Optional<String> event) {
    Tuple narrowed =
        Tuple.of(account.value(), market.map(MarketTicker::value).orElse(null), event.orElse(null));
    return pool.preparedQuery("SELECT * FROM fills" + NARROWED)
        .execute(narrowed)
        .map(rows -> Rows.all(rows, FactRows::fill))
        .flatMap(
            fills ->
                pool.preparedQuery("SELECT * FROM settlements" + NARROWED)
                    .execute(narrowed)
                    .map(rows -> Rows.all(rows, FactRows::settlement))
                    .flatMap(
                        paid ->
                            BackfillTable.isWholePast(pool, account)
                                .map(whole -> new FactsOfMarkets(fills, paid, whole))));
  }
}
