package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.book;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.position;
import static io.positionstream.portfolio.Events.quoted;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a read of the whole account does to what was known before it. */
class PortfolioLoadTest {

  private static final Fill BUY = fill("a", Side.YES, "100", "0.68", "1.12", 1, Optional.of("100"));

  @Test
  void aBalanceAskedForBeforeAFillDoesNotTakeItsCostBack() {
    Portfolio held = withCash("1000").apply(filled(BUY));
    Portfolio read =
        held.apply(
            new AccountEvent.AccountLoaded(
                T0,
                T0,
                Map.of(),
                dollars("1000"),
                List.of(),
                List.of(),
                List.of(),
                T0.plusSeconds(2)));
    assertThat(read.cash()).contains(dollars("930.88"));

    Portfolio healed =
        read.apply(
            loaded(
                T0.plusSeconds(3),
                Map.of(RAIN, book(held100(), BUY.time())),
                "930.87",
                List.of(BUY),
                List.of()));
    assertThat(healed.cash()).contains(dollars("930.87"));
  }

  @Test
  void aPositionReopenedWhileTheLineWasLostStartsAnew() {
    Portfolio held = withCash("1000").apply(filled(BUY));
    Fill sold = fill("s", Side.NO, "100", "0.70", "0", 10);
    Fill again = fill("r", Side.YES, "10", "0.60", "0", 20);
    Portfolio after =
        held.apply(
            loaded(
                T0.plusSeconds(30),
                Map.of(RAIN, book(holding("10", "6", "2", "1.12", "104"), again.time())),
                "990",
                List.of(sold, again),
                List.of()));
    assertThat(position(after).entryTime()).contains(again.time());
  }

  @Test
  void theFirstLoadIsHistoryAndNotNews() {
    Fill old = fill("old", Side.YES, "100", "0.68", "0", -7200);
    Portfolio first =
        Events.unknown()
            .apply(
                loaded(
                    T0, Map.of(RAIN, book(held100(), old.time())), "932", List.of(old), List.of()));

    assertThat(first.recentFacts()).isEmpty();
    assertThat(position(first).entryTime()).contains(old.time());
    assertThat(first.pnlSince()).contains(old.time());
  }

  @Test
  void aFillMissedWhileTheLineWasLostIsToldAfterTheReload() {
    Portfolio before = withCash("1000");
    Fill missed = fill("missed", Side.YES, "100", "0.68", "0", 20);

    Portfolio after =
        before.apply(
            loaded(
                T0.plusSeconds(30),
                Map.of(RAIN, book(held100(), missed.time())),
                "932",
                List.of(missed),
                List.of()));

    assertThat(after.recentFacts())
        .containsExactly(new Fact.Filled(1, after.seq(), missed, Fill.Effect.OPEN));
    assertThat(position(after).entryTime()).contains(missed.time());
  }

  @Test
  void aPositionTheExchangeNoLongerListsIsGone() {
    Portfolio held = withCash("1000").apply(filled(BUY));
    Portfolio gone = held.apply(loaded(T0.plusSeconds(30), Map.of(), "1000", List.of(), List.of()));
    assertThat(gone.positions()).isEmpty();
    assertThat(PortfolioChange.since(held.cursor(), gone).orElseThrow().removed())
        .containsExactly(new PortfolioChange.Removed(RAIN, RemovalReason.CLOSED));
  }

  @Test
  void aFillNewerThanTheReadSurvivesIt() {
    Portfolio held =
        withCash("1000")
            .apply(filled(BUY))
            .apply(loaded(T0, Map.of(), "1000", List.of(), List.of()));
    assertThat(position(held).quantity()).isEqualTo(Contracts.of("100"));
  }

  @Test
  void whatTheDatabaseRemembersIsShownUntilTheFirstLoadReplacesIt() {
    Portfolio earlier = withCash("1000").apply(filled(BUY)).apply(quoted("0.71", "0.73", 2));
    Portfolio recalled =
        Portfolio.unknown(Events.ACCOUNT, "e2", T0.plusSeconds(100))
            .recalling(
                earlier.positions().values(),
                earlier.cash(),
                earlier.totals(),
                earlier.day(),
                earlier.pnlSince(),
                Optional.of(T0),
                Map.of("a", BUY.time()));

    assertThat(recalled.loaded()).isFalse();
    assertThat(recalled.totals()).isEqualTo(earlier.totals());

    Portfolio live =
        recalled.apply(
            loaded(
                T0.plusSeconds(101),
                Map.of(RAIN, book(held100(), BUY.time())),
                "930.88",
                List.of(BUY),
                List.of()));
    assertThat(live.loaded()).isTrue();
    assertThat(live.recentFacts()).isEmpty();
    assertThat(live.totals().fees()).isEqualTo(Money.ZERO);
    assertThat(position(live).entryTime()).contains(BUY.time());
  }

  private static Holding held100() {
    return holding("100", "68", "0", "0", "68");
  }
}
