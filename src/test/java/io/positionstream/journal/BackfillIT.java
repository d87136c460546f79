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
  void aRowThatCannotBeReadMakesItIncomplete() {
    shown.unreadable = 1;

    start();

    awaitState(State.COMPLETE);
    assertThat(progress().unreadable()).isEqualTo(DAYS / PAGE);
    assertThat(progress().complete()).isFalse();
  }

  /** A start of the service: something may be missing. */
  private void start() {
    AccountEngine engine = TestEngine.follow(account, shown, Multi.createFrom().nothing(), NEWEST);
    pool.withTransaction(sql -> BackfillTable.openGap(sql, account, PastKind.FILLS, NEWEST))
        .await()
        .indefinitely();
    Past.fills().of(engine, new Backfill.Surroundings(pool, Clock.systemUTC())).wake();
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
    private volatile int unreadable;
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
          IntStream.range(-newer, DAYS)
              .mapToObj(Shown::fill)
              .filter(fill -> !fill.time().isBefore(span.from()))
              .filter(fill -> !fill.time().isAfter(span.until()))
              .toList();
      Multi<PastPage<Fill>> pages =
          Multi.createFrom()
              .iterable(rows)
              .group()
              .intoLists()
              .of(PAGE)
              .map(page -> new PastPage<>(page, unreadable));
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

    private static Fill fill(int before) {
      return new Fill(
          new TradeId("t" + before),
          new MarketTicker("KXOLD-1-A"),
          Side.YES,
          Contracts.of("1"),
          Price.ofDollars("0.5"),
          Money.ZERO,
          true,
          day(before),
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
