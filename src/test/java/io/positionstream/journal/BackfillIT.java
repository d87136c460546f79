package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.TestEngine;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.journal.PastProgress.State;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A past of 50 fills, one a day, is read ten at a time and stored, whatever comes in between. */
@QuarkusTest
class BackfillIT {

  private static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00Z");
  private static final int DAYS = 50;
  private static final int PAGE = 10;

  @Inject Pool pool;

  private final AccountId account = new AccountId(UUID.randomUUID());
  private final Shown shown = new Shown();

  @BeforeEach
  void aUser() {
    pool.preparedQuery(
            "INSERT INTO users (id, environment, exchange_account, subaccount, created_at)"
                + " VALUES ($1, 'test', $2, 0, now())")
        .executeAndAwait(Tuple.of(account.value(), account.toString()));
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

  private static Instant day(int before) {
    return NEWEST.minusSeconds(86_400L * before);
  }

  /** An exchange that shows the fills, and remembers what it was asked for. */
  private static final class Shown implements ExchangeAccount {

    private final List<Span> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int newer;
    private volatile Set<String> odd = Set.of();

    /** From this row on, so many as half a page have the same time. */
    private volatile int oneMoment = Integer.MAX_VALUE;

    /** This row and older ones are in the archive, and half a page of newer ones by now, too. */
    private volatile int archivedFrom = DAYS;

    private volatile int silentAfter = Integer.MAX_VALUE;
    private volatile int failsAfter = Integer.MAX_VALUE;
    private volatile ExchangeFailure failure = new ExchangeFailure.TimedOut("");

    void failAfter(int pages, ExchangeFailure with) {
      failsAfter = pages;
      failure = with;
    }

    @Override
    public Multi<PastPage<Fill>> fills(Span span) {
      asked.add(span);
      List<Fill> rows =
          IntStream.concat(
                  IntStream.range(-newer, archivedFrom),
                  IntStream.range(archivedFrom == DAYS ? DAYS : archivedFrom - PAGE / 2, DAYS))
              .mapToObj(this::fill)
              .filter(fill -> !fill.time().isBefore(span.from()))
              .filter(fill -> !fill.time().isAfter(span.until()))
              .toList();
      Multi<PastPage<Fill>> pages =
          Multi.createFrom().iterable(rows).group().intoLists().of(PAGE).map(this::read);
      if (failsAfter < Integer.MAX_VALUE) {
        Multi<PastPage<Fill>> some = pages.select().first(failsAfter);
        boolean lasting = failure instanceof ExchangeFailure.NotFound;
        failsAfter = lasting ? failsAfter : Integer.MAX_VALUE;
        return Multi.createBy().concatenating().streams(some, Multi.createFrom().failure(failure));
      }
      return silentAfter < Integer.MAX_VALUE
          ? Multi.createBy()
              .concatenating()
              .streams(pages.select().first(silentAfter), Multi.createFrom().nothing())
          : pages;
    }

    private PastPage<Fill> read(List<Fill> page) {
      return new PastPage<>(
          page.stream().filter(fill -> !odd.contains(fill.id().value())).toList(),
          page.stream().map(fill -> fill.id().value()).filter(odd::contains).toList());
    }

    private Fill fill(int before) {
      boolean same = before >= oneMoment && before < oneMoment + PAGE / 2;
      return new Fill(
          new TradeId("t" + before),
          new MarketTicker("KXOLD-1-A"),
          Side.YES,
          Contracts.of("1"),
          Price.ofDollars("0.5"),
          Money.ZERO,
          true,
          day(same ? oneMoment : before),
          Optional.empty());
    }

    @Override
    public Multi<AccountEvent> events(Instant fillsFrom) {
      return Multi.createFrom().nothing();
    }

    @Override
    public Multi<PastPage<Settlement>> settlements(Span span) {
      return Multi.createFrom().empty();
    }

    @Override
    public Multi<PastPage<Flow>> flows() {
      return Multi.createFrom().empty();
    }

    @Override
    public Uni<Instant> archivedBefore() {
      return Uni.createFrom().item(Instant.EPOCH);
    }
  }
}
