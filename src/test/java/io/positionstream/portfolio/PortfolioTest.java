package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.position;
import static io.positionstream.portfolio.Events.quoted;
import static io.positionstream.portfolio.Events.time;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortfolioTest {

  private static final Fill BUY = fill("a", Side.YES, "100", "0.68", "1.12", 1, Optional.of("100"));

  @Test
  void aFillOpensAPositionMovesTheCashAndIsTold() {
    Portfolio held = withCash("1000").apply(filled(BUY));

    Position position = position(held);
    assertThat(position.side()).isEqualTo(Side.YES);
    assertThat(position.quantity()).isEqualTo(Contracts.of("100"));
    assertThat(position.holding().cost()).isEqualTo(dollars("68"));
    assertThat(position.entryTime()).contains(BUY.time());
    assertThat(held.cash()).contains(dollars("930.88"));
    assertThat(held.recentFacts())
        .containsExactly(new Fact.Filled(1, held.seq(), BUY, Fill.Effect.OPEN));
  }

  @Test
  void closingAWinnerNeverLowersTheTotal() {
    Portfolio held = withCash("1000").apply(filled(BUY)).apply(quoted("0.71", "0.73", 2));
    Money before = held.totals().profit();

    Portfolio sold =
        held.apply(filled(fill("b", Side.NO, "100", "0.71", "0", 3, Optional.of("0"))));

    assertThat(sold.positions()).isEmpty();
    assertThat(sold.totals().profit()).isEqualTo(before).isEqualTo(dollars("1.88"));
    assertThat(sold.totals().realized()).isEqualTo(dollars("3"));
    assertThat(sold.totalValue()).isEqualTo(held.totalValue());
  }

  @Test
  void aNoPositionGainsWhenYesFalls() {
    Portfolio held =
        withCash("1000")
            .apply(filled(fill("a", Side.NO, "10", "0.68", "0", 1, Optional.of("-10"))))
            .apply(quoted("0.58", "0.60", 2));

    assertThat(position(held).mark()).contains(Price.ofDollars("0.40"));
    assertThat(position(held).unrealized()).contains(dollars("0.8"));
  }

  @Test
  void withoutABuyerThereIsNoMarkAndTheLastOneIsCarried() {
    Portfolio marked = withCash("1000").apply(filled(BUY)).apply(quoted("0.71", "0.73", 2));
    Portfolio empty = marked.apply(quoted("0", "1", 3));

    assertThat(position(empty).mark()).isEmpty();
    assertThat(position(empty).unrealized()).isEmpty();
    assertThat(position(empty).markSource()).isEqualTo(Position.MarkSource.NONE);
    assertThat(empty.totals().value()).isEqualTo(dollars("71"));
    assertThat(empty.totals().carried()).isEqualTo(1);
  }

  @Test
  void aPositionThatNeverHadAMarkCountsWithItsCost() {
    Portfolio held = withCash("1000").apply(filled(BUY));
    assertThat(held.totals().value()).isEqualTo(dollars("68"));
    assertThat(held.totals().unmarked()).isEqualTo(1);
    assertThat(held.totals().unrealized()).isEqualTo(Money.ZERO);
  }

  @Test
  void aSettlementRealizesRemovesAndIsTold() {
    Portfolio held = withCash("1000").apply(filled(BUY));
    Settlement paid = settlement("100", "68", "100", 30);

    Portfolio settled =
        held.apply(loaded(T0.plusSeconds(31), Map.of(), "1030.88", List.of(BUY), List.of(paid)));

    assertThat(settled.positions()).isEmpty();
    assertThat(settled.totals().realized()).isEqualTo(dollars("32"));
    assertThat(settled.totals().fees()).isEqualTo(dollars("1.12"));
    assertThat(settled.recentFacts().getLast()).isEqualTo(new Fact.Settled(2, settled.seq(), paid));
    assertThat(change(held, settled).removed())
        .containsExactly(new PortfolioChange.Removed(RAIN, RemovalReason.SETTLED));
  }

  @Test
  void aSettlementToldTwiceCountsOnce() {
    Settlement paid = settlement("100", "68", "100", 30);
    AccountEvent load =
        loaded(T0.plusSeconds(31), Map.of(), "1030.88", List.of(BUY), List.of(paid));
    Portfolio once = withCash("1000").apply(filled(BUY)).apply(load);

    Portfolio twice = once.apply(load);

    assertThat(twice.seq()).isEqualTo(once.seq());
    assertThat(twice.totals()).isEqualTo(once.totals());
  }

  @Test
  void aPartialCloseKeepsTheEntryTimeAndAFlipRestartsIt() {
    Portfolio held = withCash("1000").apply(filled(BUY));
    Portfolio smaller =
        held.apply(filled(fill("b", Side.NO, "40", "0.70", "0", 9, Optional.of("60"))));
    Portfolio flipped =
        smaller.apply(filled(fill("c", Side.NO, "90", "0.70", "0", 12, Optional.of("-30"))));

    assertThat(position(smaller).entryTime()).contains(T0.plusSeconds(1));
    assertThat(position(flipped).side()).isEqualTo(Side.NO);
    assertThat(position(flipped).entryTime()).contains(T0.plusSeconds(12));
    assertThat(((Fact.Filled) flipped.recentFacts().getLast()).effect())
        .isEqualTo(Fill.Effect.FLIP);
  }

  @Test
  void todayStartsAnewAtTheStartOfTheDay() {
    Portfolio held = withCash("1000").apply(filled(BUY)).apply(quoted("0.71", "0.73", 2));
    assertThat(held.todayProfit()).contains(dollars("1.88"));

    Instant midnight = T0.plusSeconds(600);
    Portfolio nextDay = held.apply(new AccountEvent.TimePassed(midnight, midnight));

    assertThat(nextDay.todayProfit()).contains(Money.ZERO);
    assertThat(nextDay.day().orElseThrow().since()).isEqualTo(midnight);
    assertThat(nextDay.day().orElseThrow().base()).isEqualTo(dollars("1001.88"));
  }

  @Test
  void whatDoesNotConcernTheAccountChangesNothing() {
    Portfolio before = withCash("1000");
    assertThat(before.apply(quoted("0.5", "0.6", 1)).seq()).isEqualTo(before.seq());
    assertThat(before.apply(time(5)).seq()).isEqualTo(before.seq());
  }

  @Test
  void theSameQuoteAgainTakesNoNewSeq() {
    Portfolio held = withCash("1000").apply(filled(BUY)).apply(quoted("0.71", "0.73", 2));
    assertThat(held.apply(quoted("0.71", "0.73", 3)).seq()).isEqualTo(held.seq());
  }

  @Test
  void aPriceTickNeedsOnlyThePriceAnEmptiedBookTheWholePosition() {
    Portfolio held = withCash("1000").apply(filled(BUY)).apply(quoted("0.71", "0.73", 2));
    PortfolioChange tick = change(held, held.apply(quoted("0.72", "0.73", 3)));
    PortfolioChange emptied = change(held, held.apply(quoted("0", "1", 3)));

    assertThat(tick.moved()).hasSize(1).noneMatch(tick::wantsWhole);
    assertThat(emptied.moved()).hasSize(1).allMatch(emptied::wantsWhole);
  }

  @Test
  void losingTheLineIsAChangeLikeAnyOther() {
    Portfolio before = withCash("1000");
    Portfolio lost =
        before.apply(
            new AccountEvent.LineChanged(
                new Line.Reconnecting(T0.plusSeconds(3), "no frame for 25 s"), T0.plusSeconds(3)));
    assertThat(change(before, lost).line()).isTrue();
    assertThat(lost.line().status()).isEqualTo("reconnecting");
  }

  @Test
  void aCursorOfAnotherEpochOrFromTheFutureCannotBeHonoured() {
    Portfolio now = withCash("1000");
    assertThat(PortfolioChange.since(new Cursor("other", now.seq(), 0), now)).isEmpty();
    assertThat(PortfolioChange.since(new Cursor("e1", now.seq() + 1, 0), now)).isEmpty();
    assertThat(PortfolioChange.since(new Cursor("e1", now.seq(), 1), now)).isEmpty();
    assertThat(PortfolioChange.since(now.cursor(), now)).isPresent();
  }

  @Test
  void aReaderTooFarBehindTheFactsCannotBeResumed() {
    Portfolio start = withCash("100000");
    Portfolio now = start;
    for (int i = 1; i <= Facts.BOUND + 1; i++) {
      now = now.apply(filled(fill("f" + i, Side.YES, "1", "0.5", "0", i)));
    }
    assertThat(PortfolioChange.since(start.cursor(), now)).isEmpty();
    assertThat(PortfolioChange.since(new Cursor("e1", start.seq(), 1), now).orElseThrow().facts())
        .hasSize(Facts.BOUND)
        .extracting(Fact::number)
        .isSorted();
  }

  private static Settlement settlement(String yes, String cost, String revenue, int second) {
    return Settlement.ofGross(
        RAIN,
        "yes",
        Optional.of(Price.ONE),
        Contracts.of(yes),
        dollars(cost),
        Contracts.ZERO,
        Money.ZERO,
        dollars(revenue),
        dollars("1.12"),
        T0.plusSeconds(second));
  }

  private static PortfolioChange change(Portfolio before, Portfolio after) {
    return PortfolioChange.since(before.cursor(), after).orElseThrow();
  }
}
