package io.positionstream.journal;

import io.positionstream.portfolio.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Which rows of an account's past were not understood; one that is shown again counts once. */
final class UnreadableTable {

  private static final String ADD =
      """
      INSERT INTO unreadable_rows (user_id, kind, row_id)
      SELECT DISTINCT $1::uuid, $2, unnest($3::text[]) ORDER BY 3 ON CONFLICT DO NOTHING
      """;

  private static final String REMOVE =
      "DELETE FROM unreadable_rows WHERE user_id = $1 AND kind = $2 AND row_id = ANY($3)";

  private static final String COUNT =
      """
      UPDATE backfills SET unreadable =
        (SELECT count(*) FROM unreadable_rows WHERE user_id = $1 AND kind = $2)
      WHERE user_id = $1 AND kind = $2
      """;

  private static final String FORGET =
      "DELETE FROM unreadable_rows WHERE user_id = $1 AND kind = $2";

  private UnreadableTable() {}

  /**
   * A page was read.
   *
   * @param unreadable ids of the rows that say something we do not understand
   * @param read ids of those that were understood, perhaps for the first time
   */
  static Uni<Void> note(
      SqlConnection sql,
      AccountId account,
      PastKind kind,
      List<String> unreadable,
      List<String> read) {
    return sql.preparedQuery(REMOVE)
        .execute(key(account, kind).addArrayOfString(read.toArray(String[]::new)))
        .chain(
            () ->
                sql.preparedQuery(ADD)
                    .execute(
                        key(account, kind).addArrayOfString(unreadable.toArray(String[]::new))))
        .chain(() -> sql.preparedQuery(COUNT).execute(key(account, kind)))
        .replaceWithVoid();
  }

  /** The whole list is read once more. */
  static Uni<Void> forget(SqlClient sql, AccountId account, PastKind kind) {
    return sql.preparedQuery(FORGET)
        .execute(key(account, kind))
        .chain(() -> sql.preparedQuery(COUNT).execute(key(account, kind)))
        .replaceWithVoid();
  }

  private static Tuple key(AccountId account, PastKind kind) {
    return Tuple.of(account.value(), kind.name());
  }
}
