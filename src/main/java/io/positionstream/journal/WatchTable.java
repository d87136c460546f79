package io.positionstream.journal;

import static io.positionstream.journal.Columns.utc;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/**
 * When an account was watched, one row for each time that its line held: a price that did not
 * change is told from one that nobody looked at. For one caller at a time.
 */
final class WatchTable {

  private static final String SEEN =
      """
      INSERT INTO watched (user_id, since, until) VALUES ($1, $2, $3)
      ON CONFLICT (user_id, since) DO UPDATE SET until = excluded.until
      """;

  private static final String IS_WATCHED =
      """
      SELECT EXISTS (SELECT 1 FROM watched WHERE user_id = $1 AND since <= $2 AND until >= $3)
        AS watched
      """;

  private final Pool pool;
  private final AccountId account;

  /** When the line that is watched began, and when it was seen last. */
  private Instant since = Instant.MIN;

  private Instant until = Instant.MIN;

  WatchTable(Pool pool, AccountId account) {
    this.pool = pool;
    this.account = account;
  }

  /** The account was looked at, and what was seen is stored. */
  Uni<Void> seen(Line line, Instant now) {
    boolean heard = line instanceof Line.Live || line instanceof Line.Polling;
    if (!heard) {
      return Uni.createFrom().voidItem();
    }
    // A line that was lost since is another one, even if it was made again soon.
    Instant from = line.since().isAfter(until) ? line.since() : since;
    return pool.preparedQuery(SEEN)
        .execute(Tuple.of(account.value(), utc(from), utc(now)))
        .invoke(
            done -> {
              since = from;
              until = now;
            })
        .replaceWithVoid();
  }

  /**
   * Whether somebody looked then.
   *
   * @param lag how long after a look the next one may be
   */
  static Uni<Boolean> isWatched(Pool pool, AccountId account, Instant when, Duration lag) {
    return pool.preparedQuery(IS_WATCHED)
        .execute(Tuple.of(account.value(), utc(when), utc(when.minus(lag))))
        .map(rows -> rows.iterator().next().getBoolean("watched"));
  }

  Uni<Void> purge(Instant from) {
    return pool.preparedQuery("DELETE FROM watched WHERE user_id = $1 AND until < $2")
        .execute(Tuple.of(account.value(), utc(from)))
        .replaceWithVoid();
  }
}
