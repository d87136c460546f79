package io.positionstream.journal;

import static io.positionstream.journal.ShownPast.DAYS;
import static io.positionstream.journal.ShownPast.NEWEST;
import static io.positionstream.journal.ShownPast.PAGE;
import static io.positionstream.journal.ShownPast.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.TestEngine;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.Span;
import io.positionstream.journal.PastProgress.State;
import io.positionstream.portfolio.AccountId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A past of 50 fills, one a day, is read ten at a time and stored, whatever comes in between. */
@QuarkusTest
class BackfillIT {

  @Inject Pool pool;

  private final AccountId account = new AccountId(UUID.randomUUID());
  private final ShownPast shown = new ShownPast();

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
  void storesEverythingAndSaysSo() {
    start();

    awaitState(State.COMPLETE);
    PastProgress progress = progress();
    assertThat(progress.loaded()).isEqualTo(DAYS);
    assertThat(progress.complete()).isTrue();
    assertThat(progress.from()).contains(day(DAYS - 1));
    assertThat(progress.to()).contains(NEWEST);
    assertThat(progress.cutoff()).contains(Instant.EPOCH);
  }

  @Test
  void goesOnAfterAFailureWhereItStopped() {
    shown.failAfter(2, new ExchangeFailure.Unavailable("down", null));

    start();

    awaitState(State.COMPLETE);
    assertThat(shown.asked)
        .containsExactly(Span.since(Instant.EPOCH), Span.before(day(2 * PAGE - 1)));
    assertThat(progress().loaded()).isEqualTo(DAYS);
  }

  @Test
  void goesOnAfterARestartWhereItStoppedAndReadsWhatCameMeanwhile() {
    shown.silentAfter = 2;
    start();
    await().untilAsserted(() -> assertThat(progress().loaded()).isEqualTo(2 * PAGE));
    assertThat(progress().state()).isEqualTo(State.RUNNING);
    shown.silentAfter = Integer.MAX_VALUE;
    shown.asked.clear();
    shown.newer = 3;

    start();

    awaitState(State.COMPLETE);
    assertThat(shown.asked)
        .containsExactly(Span.since(NEWEST.minusSeconds(3600)), Span.before(day(2 * PAGE - 1)));
    assertThat(progress().loaded()).isEqualTo(DAYS + 3);
  }

  @Test
  void onceReadOnlyWhatMayBeMissingIsReadAgain() {
    start();
    awaitState(State.COMPLETE);
    shown.asked.clear();
    shown.newer = 1;

    start();

    await().untilAsserted(() -> assertThat(progress().loaded()).isEqualTo(DAYS + 1));
    awaitState(State.COMPLETE);
    assertThat(shown.asked).containsExactly(Span.since(NEWEST.minusSeconds(3600)));
  }

  @Test
  void whatTheExchangeDoesNotShowIsMissingAndSaidToBe() {
    shown.failAfter(1, new ExchangeFailure.NotFound("There is no archive."));

    start();

    awaitState(State.NOT_AVAILABLE);
    assertThat(progress().loaded()).isEqualTo(PAGE);
    assertThat(progress().complete()).isFalse();
    assertThat(progress().reason()).contains("There is no archive.");
  }

  @Test
  void aRowThatCannotBeReadMakesItIncompleteUntilItCanBeRead() {
    shown.odd = Set.of("t0", "t25");
    shown.failAfter(1, new ExchangeFailure.Unavailable("down", null));

    start();

    awaitState(State.COMPLETE);
    assertThat(progress().unreadable()).isEqualTo(2);
    assertThat(progress().complete()).isFalse();

    startAgain();
    assertThat(progress().unreadable()).as("shown again, and still the same two").isEqualTo(2);

    shown.odd = Set.of("t25");
    startAgain();
    assertThat(progress().unreadable()).isEqualTo(1);

    shown.odd = Set.of();
    startAgain();
    assertThat(progress().complete()).isTrue();
    assertThat(progress().loaded()).isEqualTo(DAYS);
  }

  @Test
  void aPageThatCannotBeStoredIsReadAgainAndTheOnesBeforeItAreNot() {
    pool.query(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF NEW.user_id = '%s' AND NEW.trade_id = 't25'
            THEN RAISE EXCEPTION 'disk full'; END IF; RETURN NEW; END $$"""
                .formatted(account.value()))
        .executeAndAwait();
    try {
      pool.query(
              "CREATE TRIGGER refused BEFORE INSERT ON fills FOR EACH ROW EXECUTE FUNCTION refuse()")
          .executeAndAwait();
      start();
      awaitState(State.FAILED);
      assertThat(progress().loaded()).as("all of a page or nothing").isEqualTo(2 * PAGE);
      assertThat(progress().reason()).contains("It could not be stored.");
    } finally {
      pool.query("DROP TRIGGER IF EXISTS refused ON fills").executeAndAwait();
      pool.query("DROP FUNCTION refuse").executeAndAwait();
    }

    awaitState(State.COMPLETE);
    assertThat(progress().loaded()).isEqualTo(DAYS);
    assertThat(shown.asked)
        .startsWith(Span.since(Instant.EPOCH), Span.before(day(2 * PAGE - 1)))
        .last()
        .isEqualTo(Span.before(day(2 * PAGE - 1)));
  }

  @Test
  void rowsOfOneMomentOnBothSidesOfAPageEndAreAllThereAfterAFailureBetweenThem() {
    shown.oneMoment = PAGE - 3;
    shown.failAfter(1, new ExchangeFailure.Unavailable("down", null));

    start();

    awaitState(State.COMPLETE);
    assertThat(shown.asked).containsExactly(Span.since(Instant.EPOCH), Span.before(day(PAGE - 3)));
    assertThat(progress().loaded()).isEqualTo(DAYS);
  }

  @Test
  void whatMovesToTheArchiveWhileItIsReadCountsOnce() {
    shown.archivedFrom = 15;
    shown.failAfter(3, new ExchangeFailure.Unavailable("down", null));

    start();

    awaitState(State.COMPLETE);
    assertThat(progress().loaded()).isEqualTo(DAYS);
    assertThat(progress().from()).contains(day(DAYS - 1));
  }

  /** A start of the service: something may be missing. */
  private void start() {
    AccountEngine engine = TestEngine.follow(account, shown, Multi.createFrom().nothing(), NEWEST);
    pool.withTransaction(sql -> BackfillTable.openGap(sql, account, PastKind.FILLS, NEWEST))
        .await()
        .indefinitely();
    Past.fills().of(engine, new Backfill.Surroundings(pool, Clock.systemUTC())).wake();
  }

  /** As {@link #start}, until all has been read. */
  private void startAgain() {
    shown.asked.clear();
    start();
    await().until(() -> shown.asked.contains(Span.since(Instant.EPOCH)));
    awaitState(State.COMPLETE);
  }

  private void awaitState(State state) {
    await().untilAsserted(() -> assertThat(progress().state()).isEqualTo(state));
  }

  private PastProgress progress() {
    return new FactReader(pool)
        .progress(account).await().indefinitely().stream()
            .filter(progress -> progress.kind() == PastKind.FILLS)
            .findFirst()
            .orElseThrow();
  }
}
