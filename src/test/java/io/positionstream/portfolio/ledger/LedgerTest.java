package io.positionstream.portfolio.ledger;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.holding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.ledger.Cycle.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Worked examples, and the figures that were captured from the exchange. */
class LedgerTest {

  private static Ledger open(Fill... fills) {
    Contracts end =
        List.of(fills).stream().map(Fill::change).reduce(Contracts.ZERO, Contracts::plus);
    return Ledger.open(RAIN, List.of(fills), end, false);
  }

  @Test
  void aMarketNobodyTradedHasNothing() {
    Ledger ledger = open();

    assertThat(ledger.holding()).contains(holding("0", "0", "0", "0", "0"));
    assertThat(ledger.cycles()).isEmpty();
    assertThat(ledger.isComplete()).isTrue();
  }

  @Test
  void theCapturedMakerOpensAndClosesAWinner() {
    Fill buy = fill("1", Side.YES, "1", "0.48", "0", 1);
    Fill sell = fill("2", Side.NO, "1", "0.52", "0", 2);

    assertThat(open(buy).holding()).contains(holding("1", "0.48", "0", "0", "0.48"));
    assertThat(open(buy, sell).holding()).contains(holding("0", "0", "0.04", "0", "0.96"));
  }

  @Test
  void theCapturedTakerOpensAndClosesALosingNo() {
    Fill buy = fill("1", Side.NO, "1", "0.48", "0.0175", 1);
    Fill sell = fill("2", Side.YES, "1", "0.52", "0.0175", 2);

    assertThat(open(buy).holding()).contains(holding("-1", "0.52", "0", "0.0175", "0.52"));
    assertThat(open(buy, sell).holding()).contains(holding("0", "0", "-0.04", "0.035", "1.04"));
    assertThat(open(buy, sell).net(Method.AVERAGE)).contains(dollars("-0.075"));
  }

  @Test
  void theSecondCapturedVectorAddsUp() {
    Ledger ledger =
        open(
            fill("1", Side.YES, "1", "0.52", "0.0175", 1),
            fill("2", Side.YES, "1", "0.99", "0.0007", 2),
            fill("3", Side.YES, "1", "0.99", "0.0007", 3));

    assertThat(ledger.holding()).contains(holding("3", "2.5", "0", "0.0189", "2.5"));
  }

  @Test
  void bothPublishedTwoSidedRowsComeOutOfFillsOfTheirTotals() {
    // 36 x 0.57 + 132 x 0.58 = 97.08; 154 x 0.90 + 14 x 0.91 = 151.34
    Ledger first =
        paired(
            fill("1", Side.YES, "36", "0.57", "0", 1),
            fill("2", Side.YES, "132", "0.58", "0", 2),
            fill("3", Side.NO, "154", "0.10", "0", 3),
            fill("4", Side.NO, "14", "0.09", "0", 4));
    // 176 x 0.51 + 13 x 0.52 = 96.52; 77 x 0.87 + 112 x 0.88 = 165.55
    Ledger second =
        paired(
            fill("1", Side.NO, "77", "0.13", "0", 1),
            fill("2", Side.YES, "176", "0.51", "0", 2),
            fill("3", Side.NO, "112", "0.12", "0", 3),
            fill("4", Side.YES, "13", "0.52", "0", 4));

    assertThat(first.traded()).isEqualTo(dollars("97.08").plus(dollars("151.34")));
    assertThat(first.net(Method.AVERAGE)).contains(dollars("-80.42"));
    assertThat(first.net(Method.FIFO)).contains(dollars("-80.42"));
    assertThat(second.traded()).isEqualTo(dollars("96.52").plus(dollars("165.55")));
    assertThat(second.net(Method.AVERAGE)).contains(dollars("-73.07"));
    assertThat(second.net(Method.FIFO)).contains(dollars("-73.07"));
  }

  /** Settled while nothing was held, as the rows say: the payout is zero. */
  private static Ledger paired(Fill... fills) {
    return Ledger.settled(paid("yes", Optional.of(Price.ONE), "0", "0"), List.of(fills), false);
  }

  private static Settlement paid(
      String result, Optional<Price> value, String contracts, String payout) {
    return new Settlement(
        RAIN,
        result,
        value,
        Contracts.of(contracts),
        dollars(payout),
        Money.ZERO,
        Money.ZERO,
        T0.plusSeconds(600));
  }

  @Test
  void averageAndFifoReleaseDifferentCostsOfTheSameLots() {
    Ledger ledger =
        open(
            fill("1", Side.YES, "10", "0.40", "0", 1),
            fill("2", Side.YES, "10", "0.50", "0", 2),
            fill("3", Side.NO, "15", "0.60", "0", 3));

    assertThat(ledger.realized(Method.FIFO)).contains(dollars("2.5"));
    assertThat(ledger.realized(Method.AVERAGE)).contains(dollars("2.25"));
    assertThat(ledger.cost())
        .isEqualTo(new Cost(Optional.of(dollars("2.5")), Optional.of(dollars("2.25"))));
    assertThat(ledger.closings())
        .extracting(c -> c.lot().orElseThrow().value(), c -> c.contracts().plain())
        .containsExactly(tuple("1", "10"), tuple("2", "5"));
    assertThat(ledger.closings())
        .extracting(c -> c.realized(Method.FIFO).orElseThrow())
        .containsExactly(dollars("2"), dollars("0.5"));
    assertThat(ledger.closings())
        .extracting(c -> c.realized(Method.AVERAGE).orElseThrow())
        .containsExactly(dollars("1.5"), dollars("0.75"));
    Lot left = ledger.lots().getFirst();
    assertThat(left.fill().orElseThrow().value()).isEqualTo("2");
    assertThat(left.contracts()).isEqualTo(Contracts.of("5"));
    assertThat(left.price()).contains(Price.ofDollars("0.5"));
  }

  @Test
  void crossingZeroSplitsTheFillAndItsFeeBetweenTwoCycles() {
    Ledger ledger =
        open(
            fill("1", Side.YES, "6", "0.40", "0.10", 1),
            fill("2", Side.NO, "10", "0.55", "0.01", 61));

    Cycle first = ledger.cycles().getFirst();
    assertThat(first.ending()).isEqualTo(Ending.FLIPPED);
    assertThat(first.side()).isEqualTo(Side.YES);
    assertThat(first.realized(Method.AVERAGE)).contains(dollars("0.9"));
    assertThat(first.fees()).isEqualTo(dollars("0.106"));
    assertThat(first.net(Method.FIFO)).contains(dollars("0.794"));
    assertThat(first.held()).contains(Duration.ofMinutes(1));
    Cycle second = ledger.cycles().getLast();
    assertThat(second.id()).isEqualTo(RAIN + "#2");
    assertThat(second.side()).isEqualTo(Side.NO);
    assertThat(second.opened()).isEqualTo(Contracts.of("4"));
    assertThat(second.entryCost()).contains(dollars("1.8"));
    assertThat(second.fees()).isEqualTo(dollars("0.004"));
    assertThat(second.ending()).isEqualTo(Ending.OPEN);
    assertThat(second.held()).isEmpty();
    assertThat(ledger.lots()).extracting(lot -> lot.fill().orElseThrow().value()).containsOnly("2");
  }

  @Test
  void aPositionClosedAndReopenedIsAnotherCycle() {
    Ledger ledger =
        open(
            fill("1", Side.YES, "1", "0.40", "0", 1),
            fill("2", Side.NO, "1", "0.60", "0", 2),
            fill("3", Side.YES, "2", "0.30", "0", 3));

    assertThat(ledger.cycles()).extracting(Cycle::id).containsExactly(RAIN + "#1", RAIN + "#3");
    assertThat(ledger.cycles())
        .extracting(Cycle::ending)
        .containsExactly(Ending.CLOSED, Ending.OPEN);
    assertThat(ledger.cycles().getLast().openedAt()).contains(T0.plusSeconds(3));
  }

  @Test
  void fractionsOfContractsAndSubCentPricesAreExact() {
    Ledger ledger =
        open(
            fill("1", Side.NO, "3.19", "0.9985", "0", 1),
            fill("2", Side.YES, "1.07", "0.9991", "0", 2));

    assertThat(ledger.contracts()).isEqualTo(Contracts.of("-2.12"));
    assertThat(ledger.cost().fifo()).contains(dollars("0.00318"));
    // 1.07 x (0.0009 - 0.0015)
    assertThat(ledger.realized(Method.FIFO)).contains(dollars("-0.000642"));
  }

  @Test
  void theSettlementClosesWhatIsOpen() {
    Fill buy = fill("1", Side.NO, "3", "0.40", "0.02", 1);

    assertThat(settled(buy, "no", Optional.of(Price.ZERO), "3")).contains(dollars("1.2"));
    assertThat(settled(buy, "yes", Optional.of(Price.ONE), "0")).contains(dollars("-1.8"));
    assertThat(settled(buy, "scalar", Optional.of(Price.ofDollars("0.3333")), "2"))
        .as("paid in whole cents")
        .contains(dollars("0.2"));
    assertThat(settled(buy, "scalar", Optional.empty(), "1.8")).as("void").contains(Money.ZERO);
  }

  private static Optional<Money> settled(
      Fill buy, String result, Optional<Price> value, String payout) {
    Ledger ledger = Ledger.settled(paid(result, value, "-3", payout), List.of(buy), false);
    assertThat(ledger.cycles().getLast().ending()).isEqualTo(Ending.SETTLED);
    assertThat(ledger.cycles().getLast().closedAt()).contains(T0.plusSeconds(600));
    assertThat(ledger.closings().getLast().fill()).as("by no fill").isEmpty();
    assertThat(ledger.isComplete()).isTrue();
    return ledger.realized(Method.AVERAGE);
  }

  @Test
  void aVoidMarketThatPaysNothingIsNotProven() {
    Fill buy = fill("1", Side.YES, "3", "0.40", "0", 1);
    Ledger ledger = Ledger.settled(paid("scalar", Optional.empty(), "3", "0"), List.of(buy), false);

    assertThat(ledger.isComplete()).isFalse();
    assertThat(ledger.cycles().getLast().isComplete()).isFalse();
    assertThat(ledger.realized(Method.AVERAGE)).contains(dollars("-1.2"));
  }

  @Test
  void aClosingWithoutAKnownOpeningIsUnmatched() {
    // Seen: a sale of 5 and a purchase of 2; the exchange says that 1 is left.
    Ledger ledger =
        Ledger.open(
            RAIN,
            List.of(
                fill("1", Side.NO, "5", "0.60", "0.01", 1),
                fill("2", Side.YES, "2", "0.50", "0.01", 2)),
            Contracts.of("1"),
            false);

    assertThat(ledger.before()).isEqualTo(Contracts.of("4"));
    assertThat(ledger.unmatched()).isEqualTo(Contracts.of("4"));
    assertThat(ledger.realized(Method.FIFO)).isEmpty();
    assertThat(ledger.holding()).isEmpty();
    Cycle first = ledger.cycles().getFirst();
    assertThat(first.isComplete()).isFalse();
    assertThat(first.held()).isEmpty();
    assertThat(first.net(Method.AVERAGE)).isEmpty();
    Cycle second = ledger.cycles().get(1);
    assertThat(second.isComplete()).as("from flat to flat, all known").isTrue();
    assertThat(second.side()).isEqualTo(Side.NO);
    assertThat(ledger.cost().average()).contains(dollars("0.5"));
  }

  @Test
  void contractsOfUnknownCostMakeTheAverageUnknownAndFifoAsFarAsTheyGo() {
    Ledger ledger =
        Ledger.open(
            RAIN, List.of(fill("1", Side.YES, "2", "0.50", "0", 1)), Contracts.of("5"), false);

    assertThat(ledger.lots())
        .extracting(Lot::contracts)
        .containsExactly(Contracts.of("3"), Contracts.of("2"));
    assertThat(ledger.lots().getFirst().cost()).isEqualTo(Cost.UNKNOWN);
    assertThat(ledger.lots().getLast().cost().fifo()).contains(dollars("1"));
    assertThat(ledger.lots().getLast().cost().average()).isEmpty();
    assertThat(ledger.cost()).isEqualTo(Cost.UNKNOWN);
  }
}
