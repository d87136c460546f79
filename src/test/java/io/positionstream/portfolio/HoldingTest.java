package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.holding;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The exchange's own arithmetic, with figures that were captured from it. */
class HoldingTest {

  @Test
  void makerOpensAndClosesAWinner() {
    Holding opened = Holding.NONE.after(fill("1", Side.YES, "1", "0.48", "0", 1));
    assertThat(opened).isEqualTo(holding("1", "0.48", "0", "0", "0.48"));

    Holding closed = opened.after(fill("2", Side.NO, "1", "0.52", "0", 2));
    assertThat(closed).isEqualTo(holding("0", "0", "0.04", "0", "0.96"));
  }

  @Test
  void takerOpensAndClosesALosingNo() {
    Holding opened = Holding.NONE.after(fill("1", Side.NO, "1", "0.48", "0.0175", 1));
    assertThat(opened).isEqualTo(holding("-1", "0.52", "0", "0.0175", "0.52"));

    Holding closed = opened.after(fill("2", Side.YES, "1", "0.52", "0.0175", 2));
    assertThat(closed).isEqualTo(holding("0", "0", "-0.04", "0.035", "1.04"));
  }

  @Test
  void addingAveragesTheCost() {
    Holding held =
        Holding.NONE
            .after(fill("1", Side.YES, "1", "0.52", "0.0175", 1))
            .after(fill("2", Side.YES, "1", "0.99", "0.0007", 2))
            .after(fill("3", Side.YES, "1", "0.99", "0.0007", 3));
    assertThat(held).isEqualTo(holding("3", "2.5", "0", "0.0189", "2.5"));
  }

  @Test
  void aPartialCloseReleasesItsShareOfTheCost() {
    Holding held =
        Holding.NONE
            .after(fill("1", Side.YES, "10", "0.40", "0", 1))
            .after(fill("2", Side.NO, "4", "0.55", "0", 2));
    assertThat(held).isEqualTo(holding("6", "2.4", "0.6", "0", "5.8"));
  }

  @Test
  void crossingZeroClosesAllAndOpensTheRestAtItsOwnPrice() {
    Holding held =
        Holding.NONE
            .after(fill("1", Side.YES, "6", "0.40", "0", 1))
            .after(fill("2", Side.NO, "10", "0.55", "0", 2));
    assertThat(held.contracts()).isEqualTo(Contracts.of("-4"));
    assertThat(held.cost()).isEqualTo(Money.ofDollars("1.8"));
    assertThat(held.realized()).isEqualTo(Money.ofDollars("0.9"));
  }

  @Test
  void releasedCostIsRoundedAndTheRemainderStaysWithWhatIsOpen() {
    Holding held =
        Holding.NONE
            .after(fill("1", Side.YES, "1", "0.3333", "0", 1))
            .after(fill("2", Side.YES, "2", "0.3334", "0", 2))
            .after(fill("3", Side.NO, "1", "0.5", "0", 3));
    assertThat(held.cost()).isEqualTo(Money.ofDollars("0.666733"));
    assertThat(held.realized().plus(held.cost()))
        .as("nothing is lost by rounding")
        .isEqualTo(
            Money.ofDollars("0.5")
                .minus(Money.ofDollars("1.0001"))
                .plus(held.cost().plus(held.cost())));
  }

  @Test
  void fractionsOfContractsAndSubCentPricesAreExact() {
    Holding held = Holding.NONE.after(fill("1", Side.NO, "3.19", "0.9985", "0", 1));
    assertThat(held.contracts()).isEqualTo(Contracts.of("-3.19"));
    assertThat(held.cost()).isEqualTo(Money.ofDollars("0.004785"));
  }

  @Test
  void publishedTwoSidedRowsAreReproducedFromTheirGrossFigures() {
    // Both fully paired, so nothing is paid out; the published figures include the fees.
    assertThat(twoSided("168", "97.08", "151.34")).isEqualTo(Money.ofDollars("-80.42"));
    assertThat(twoSided("189", "96.52", "165.55")).isEqualTo(Money.ofDollars("-73.07"));
  }

  private static Money twoSided(String pairs, String yesCost, String noCost) {
    return Settlement.ofGross(
            Events.RAIN,
            "yes",
            java.util.Optional.of(Price.ONE),
            Contracts.of(pairs),
            Money.ofDollars(yesCost),
            Contracts.of(pairs),
            Money.ofDollars(noCost),
            Money.ZERO,
            Money.ZERO,
            Events.T0)
        .realized();
  }
}
