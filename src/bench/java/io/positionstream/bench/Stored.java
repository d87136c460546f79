package io.positionstream.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** What the service's database has written, by its own statistics. */
final class Stored implements Runnable {

  private final String url;
  private long start;
  private Counts before = new Counts(0, 0);

  private record Counts(long rows, long transactions) {}

  Stored(String url) {
    this.url = url;
  }

  /** From here on. */
  @Override
  public void run() {
    before = counts();
    start = System.nanoTime();
  }

  String report() {
    Counts after = counts();
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "database: %.0f positions/s written durably, %.0f transactions/s",
        (after.rows - before.rows) / seconds,
        (after.transactions - before.transactions) / seconds);
  }

  /** Waits until every position is stored as it was last told; says how long that took. */
  String settled(List<Feed> feeds, int seconds) {
    long started = System.nanoTime();
    long wrong = wrong(feeds);
    while (wrong > 0 && System.nanoTime() - started < seconds * 1_000_000_000L) {
      Waiting.millis(50);
      wrong = wrong(feeds);
    }
    return String.format(
        Locale.ROOT,
        "database: %d positions of %d not as they were last told, %.2f s after the last update",
        wrong,
        feeds.stream().mapToInt(Feed::markets).sum(),
        (System.nanoTime() - started) / 1e9);
  }

  private long wrong(List<Feed> feeds) {
    Map<String, Integer> stored = new HashMap<>();
    try (Connection database = DriverManager.getConnection(url);
        ResultSet row =
            database
                .createStatement()
                .executeQuery("SELECT ticker, last_price FROM position_cache")) {
      while (row.next()) {
        stored.put(row.getString(1), row.getInt(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return feeds.stream()
        .flatMapToLong(
            feed ->
                LongStream.rangeClosed(feed.last() - feed.markets() + 1, feed.last())
                    .filter(
                        number -> {
                          String ticker = Feed.ticker(feed.account(), feed.market(number));
                          return stored.getOrDefault(ticker, 0) != feed.lastPrice(number);
                        }))
        .count();
  }

  private Counts counts() {
    String query =
        """
        SELECT (SELECT n_tup_ins + n_tup_upd FROM pg_stat_user_tables
                WHERE relname = 'position_cache'),
               (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())
        """;
    try (Connection database = DriverManager.getConnection(url);
        ResultSet row = database.createStatement().executeQuery(query)) {
      row.next();
      return new Counts(row.getLong(1), row.getLong(2));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
