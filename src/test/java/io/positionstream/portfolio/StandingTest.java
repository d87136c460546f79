package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Fills, socket reports and REST rows of the same executions arrive in any order. */
class StandingTest {

  private static final Fill BUY = fill("a", Side.YES, "10", "0.40", "0.01", 1, Optional.of("10"));
  private static final Fill SELL = fill("b", Side.NO, "4", "0.55", "0.02", 2, Optional.of("6"));

  @Test
  void aReportBeforeItsFillCountsOnce() {
    Holding report = untraded(Holding.NONE.after(BUY));
    Standing standing = Standing.NONE.hearing(report).with(BUY);
    assertThat(standing.holding()).isEqualTo(Holding.NONE.after(BUY));
  }

  @Test
  void aLateReportDoesNotMoveThePositionBack() {
    Standing standing =
        Standing.NONE.with(BUY).with(SELL).hearing(untraded(Holding.NONE.after(BUY)));
    assertThat(standing.holding()).isEqualTo(Holding.NONE.after(BUY).after(SELL));
  }

  @Test
  void aFillToldTwiceCountsOnce() {
    assertThat(Standing.NONE.with(BUY).with(BUY).holding()).isEqualTo(Holding.NONE.after(BUY));
  }

  @Test
  void whatNoFillExplainsIsShownAsTheExchangeSaysIt() {
    Holding transferred = holding("7", "2.1", "0", "0.01", "0");
    Standing standing = Standing.NONE.with(BUY).hearing(transferred);
    assertThat(standing.holding().contracts()).isEqualTo(Contracts.of("7"));
    assertThat(standing.holding().cost()).isEqualTo(Money.ofDollars("2.1"));
  }

  @Test
  void aFillAfterAnUnexplainedReportIsBuiltOnIt() {
    Fill more = fill("c", Side.YES, "3", "0.50", "0", 3, Optional.of("10"));
    Standing standing = Standing.NONE.hearing(holding("7", "2.1", "0", "0", "0")).with(more);
    assertThat(standing.holding().contracts()).isEqualTo(Contracts.of("10"));
    assertThat(standing.holding().cost()).isEqualTo(Money.ofDollars("3.6"));
  }

  @Test
  void aReadThatLagsBehindTheSocketKeepsTheNewerFills() {
    Standing standing = Standing.NONE.with(BUY).with(SELL);
    Standing read = standing.reading(Holding.NONE.after(BUY), BUY.time());
    assertThat(read.holding()).isEqualTo(standing.holding());
    assertThat(read.since()).containsExactly(SELL);
  }

  @Test
  void aReadThatHoldsAFillSwallowsIt() {
    Holding both = Holding.NONE.after(BUY).after(SELL);
    Standing read = Standing.NONE.with(BUY).reading(both, SELL.time());
    assertThat(read.with(SELL).holding()).isEqualTo(both);
  }

  @Test
  void anOlderReadIsIgnored() {
    Standing standing = Standing.NONE.reading(Holding.NONE.after(BUY).after(SELL), SELL.time());
    assertThat(standing.reading(Holding.NONE.after(BUY), BUY.time())).isEqualTo(standing);
  }

  @Test
  void theExchangesFiguresReplaceOursWhenTheyDiffer() {
    Holding theirs = holding("6", "2.41", "0.61", "0.03", "5.8");
    Standing read = Standing.NONE.with(BUY).with(SELL).reading(theirs, SELL.time());
    assertThat(read.holding()).isEqualTo(theirs);
  }

  @Property(tries = 2000, seed = "4711")
  void everyOrderOfFillsReportsAndReadsEndsInTheSameState(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int count) {
    Random chance = new Random(seed);
    List<Fill> fills = history(chance, count);
    List<Holding> states = new ArrayList<>(List.of(Holding.NONE));
    fills.forEach(f -> states.add(states.getLast().after(f)));

    List<Runnable> deliveries = new ArrayList<>();
    Standing[] standing = {Standing.NONE};
    for (int i = 0; i < count; i++) {
      Fill fill = fills.get(i);
      Holding after = states.get(i + 1);
      for (int again = 0; again <= chance.nextInt(2); again++) {
        deliveries.add(() -> standing[0] = standing[0].with(fill));
        deliveries.add(() -> standing[0] = standing[0].hearing(untraded(after)));
        deliveries.add(() -> standing[0] = standing[0].reading(after, fill.time()));
      }
    }
    Collections.shuffle(deliveries, chance);
    deliveries.forEach(Runnable::run);

    assertThat(standing[0].holding()).isEqualTo(states.getLast());
  }

  @Test
  void aFreeFillsLateReportIsHealedByTheNextRead() {
    Fill free = fill("a", Side.YES, "10", "0.40", "0", 1, Optional.of("10"));
    Fill next = fill("b", Side.YES, "5", "0.40", "0", 2, Optional.of("15"));
    Holding first = Holding.NONE.after(free);
    Holding both = first.after(next);
    Standing misled = Standing.NONE.reading(both, next.time()).hearing(untraded(first));
    assertThat(misled.reading(both, next.time()).holding()).isEqualTo(both);
  }

  private static List<Fill> history(Random chance, int count) {
    List<Fill> fills = new ArrayList<>();
    Contracts position = Contracts.ZERO;
    for (int i = 0; i < count; i++) {
      Side side = chance.nextBoolean() ? Side.YES : Side.NO;
      Contracts quantity = new Contracts(1 + chance.nextInt(500));
      position = position.plus(side.signed(quantity));
      fills.add(
          new Fill(
              new TradeId("t" + i),
              Events.RAIN,
              side,
              quantity,
              new Price(1 + chance.nextInt(9_998)),
              new Money(1 + chance.nextInt(20_000)),
              true,
              T0.plusMillis(5L * i + 1),
              Optional.of(position)));
    }
    return fills;
  }

  private static Holding untraded(Holding h) {
    return new Holding(h.contracts(), h.cost(), h.realized(), h.fees(), Money.ZERO);
  }
}
