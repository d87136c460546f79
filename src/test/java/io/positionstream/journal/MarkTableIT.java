package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Price;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of prices, and of when somebody looked at them. */
@QuarkusTest
class MarkTableIT {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LAG = Duration.ofMinutes(2);
  private static final MarketTicker CALM = new MarketTicker("KXCALM-1-A");
  private static final MarketTicker BUSY = new MarketTicker("KXBUSY-1-A");

  @Inject Pool pool;

  private final AccountId account = new AccountId(UUID.randomUUID());

  @BeforeEach
  void aUser() {
    StoredAccounts.user(pool, account);
  }

  @AfterEach
  void gone() {
    pool.preparedQuery("DELETE FROM users WHERE id = $1")
        .executeAndAwait(Tuple.of(account.value()));
  }

  @Test
  void aPriceThatNeverChangedIsNotForgotten() {
    sample(CALM, 0, 40);
    sample(BUSY, 0, 50);
    sample(BUSY, 60, 51);
    sample(BUSY, 180, 52);

    MarkTable.purge(pool, account, at(120)).await().indefinitely();

    assertThat(priceAt(CALM, 200)).contains(Price.ofDollars("0.40"));
    assertThat(priceAt(BUSY, 130)).as("it held still").contains(Price.ofDollars("0.51"));
    assertThat(priceAt(BUSY, 30)).as("forgotten").isEmpty();
    assertThat(priceAt(BUSY, 200)).contains(Price.ofDollars("0.52"));
  }

  @Test
  void isWatchedFromTheBeginningOfTheLineToTheNewestLook() {
    WatchTable watch = new WatchTable(pool, account);
    seen(watch, new Line.Live(at(0)), 1);
    seen(watch, new Line.Live(at(0)), 2);

    assertThat(isWatched(0)).isTrue();
    assertThat(isWatched(4)).as("the next look may be late").isTrue();
    assertThat(isWatched(5)).isFalse();
    assertThat(isWatched(-1)).isFalse();
  }

  @Test
  void whileTheLineIsDownNobodyWatchesAlthoughTheServiceRuns() {
    WatchTable watch = new WatchTable(pool, account);
    seen(watch, new Line.Live(at(0)), 1);
    seen(watch, new Line.Reconnecting(at(2), "cut"), 3);
    seen(watch, new Line.Stale(at(4), "silent"), 5);
    seen(watch, new Line.Polling(at(30), "no socket"), 31);
    seen(watch, new Line.Live(at(60)), 61);

    assertThat(isWatched(10)).isFalse();
    assertThat(isWatched(29)).isFalse();
    assertThat(isWatched(30)).isTrue();
    assertThat(isWatched(45)).isFalse();
    assertThat(isWatched(60)).isTrue();
  }

  @Test
  void anotherRunIsAnotherWatchAndOldOnesAreForgotten() {
    seen(new WatchTable(pool, account), new Line.Live(at(0)), 10);
    WatchTable watch = new WatchTable(pool, account);
    seen(watch, new Line.Live(at(600)), 601);
    assertThat(isWatched(300)).isFalse();
    assertThat(isWatched(5)).isTrue();

    watch.purge(at(100)).await().indefinitely();

    assertThat(isWatched(5)).isFalse();
    assertThat(isWatched(600)).isTrue();
  }

  private void sample(MarketTicker market, int minute, int cents) {
    MarkSample sample =
        new MarkSample(
            market,
            Optional.of(new Price(cents * 100)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            at(minute));
    MarkTable.upsert(pool, account, List.of(sample)).await().indefinitely();
  }

  private Optional<Price> priceAt(MarketTicker market, int minute) {
    var found = MarkTable.newest(pool, account, List.of(market), at(minute)).await().indefinitely();
    return Optional.ofNullable(found.get(market)).flatMap(MarkSample::bid);
  }

  private void seen(WatchTable watch, Line line, int minute) {
    watch.seen(line, at(minute)).await().indefinitely();
  }

  private boolean isWatched(int minute) {
    return WatchTable.isWatched(pool, account, at(minute), LAG).await().indefinitely();
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
