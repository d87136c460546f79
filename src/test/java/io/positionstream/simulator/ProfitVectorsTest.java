package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The bookkeeping against figures that were captured on the real exchange, and against hand-worked
 * cases.
 */
class ProfitVectorsTest {
  private final TestFloor floor = new TestFloor();
  private Market market;
  private Account maker;
  private Account taker;

  @BeforeEach
  void openTwoAccounts() {
    market = floor.listMarket();
    maker = floor.openAccount("maker");
    taker = floor.openAccount("taker");
  }

  @Test
  void booksTheOpeningTradeAsTheExchangeDoes() {
    floor.trade(maker, Side.YES, "1", "0.48", "0");
    floor.trade(taker, Side.NO, "1", "0.48", "0.0175");

    assertBooks(maker, "1.00", "0.480000", "0.480000", "0.000000", "0.000000", "999.5200");
    assertBooks(taker, "-1.00", "0.520000", "0.520000", "0.000000", "0.017500", "999.4625");
  }

  @Test
  void booksTheClosingTradeAsTheExchangeDoes() {
    floor.trade(maker, Side.YES, "1", "0.48", "0");
    floor.trade(taker, Side.NO, "1", "0.48", "0.0175");
    floor.trade(maker, Side.NO, "1", "0.52", "0");
    floor.trade(taker, Side.YES, "1", "0.52", "0.0175");

    assertBooks(maker, "0.00", "0.000000", "0.960000", "0.040000", "0.000000", "1000.0400");
    assertBooks(taker, "0.00", "0.000000", "1.040000", "-0.040000", "0.035000", "999.9250");
  }

  @Test
  void addsAtAnotherPriceAsTheExchangeDoes() {
    floor.trade(taker, Side.YES, "1", "0.52", "0.0175");
    floor.trade(taker, Side.YES, "2", "0.99", "0.0014");

    assertBooks(taker, "3.00", "2.500000", "2.500000", "0.000000", "0.018900", "997.4811");
  }

  @Test
  void releasesTheAverageCostRoundedHalfEven() {
    floor.trade(taker, Side.YES, "1", "0.50", "0");
    floor.trade(taker, Side.YES, "2", "0.25", "0");

    // a third of 1.000000 leaves, at a proceeds of 0.60
    floor.trade(taker, Side.NO, "1", "0.60", "0");

    assertBooks(taker, "2.00", "0.666667", "1.400000", "0.266667", "0.000000", "999.6000");
  }

  @Test
  void closesAndOpensTheOtherSideInOneTrade() {
    floor.trade(taker, Side.YES, "10", "0.40", "0.10");

    floor.trade(taker, Side.NO, "15", "0.60", "0.30");

    assertBooks(taker, "-5.00", "2.000000", "10.000000", "2.000000", "0.400000", "999.6000");
    assertThat(taker.holding(TestFloor.MARKET).openFees().wire()).isEqualTo("0.100000");
  }

  @Test
  void paysWholeCentsForAScalarResult() {
    floor.trade(taker, Side.NO, "3", "0.40", "0");

    floor.finish(market, Result.SCALAR, "0.3333");

    Settlement settlement = taker.settlements().getFirst();
    assertThat(settlement.payout().wire()).isEqualTo("2.000000");
    assertThat(settlement.realized().wire()).isEqualTo("0.200000");
    assertThat(taker.cash().wireCash()).isEqualTo("1000.2000");
    assertThat(taker.holdings()).isEmpty();
  }

  @Test
  void keepsTheCashIdentityThroughTheWholeLife() {
    floor.trade(taker, Side.YES, "12.34", "0.4812", "0.21");
    floor.trade(taker, Side.NO, "20.01", "0.5533", "0.35");
    floor.trade(taker, Side.YES, "3.07", "0.61", "0.05");

    Holding holding = taker.holding(TestFloor.MARKET);
    assertThat(taker.cash())
        .isEqualTo(
            Dollars.of("1000")
                .minus(holding.exposure())
                .plus(holding.realized())
                .minus(holding.feesPaid()));
  }

  private static void assertBooks(
      Account account,
      String position,
      String exposure,
      String traded,
      String realized,
      String fees,
      String cash) {
    Holding holding = account.holding(TestFloor.MARKET);
    assertThat(holding.position().wire()).isEqualTo(position);
    assertThat(holding.exposure().wire()).isEqualTo(exposure);
    assertThat(holding.traded().wire()).isEqualTo(traded);
    assertThat(holding.realized().wire()).isEqualTo(realized);
    assertThat(holding.feesPaid().wire()).isEqualTo(fees);
    assertThat(account.cash().wireCash()).isEqualTo(cash);
  }
}
