package io.positionstream.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** The books of one market, kept in decimals as the exchange's documents describe them. */
public final class TestLedger {

  private BigDecimal position = BigDecimal.ZERO;
  private BigDecimal cost = BigDecimal.ZERO;
  private BigDecimal realized = BigDecimal.ZERO;
  private BigDecimal fees = BigDecimal.ZERO;
  private BigDecimal yes = BigDecimal.ZERO;
  private BigDecimal yesCost = BigDecimal.ZERO;
  private BigDecimal no = BigDecimal.ZERO;
  private BigDecimal noCost = BigDecimal.ZERO;

  /** Executes a trade and returns what it does to the cash. */
  public Money trade(Side side, Contracts quantity, Price yesPrice, Money fee) {
    BigDecimal count = new BigDecimal(quantity.plain());
    BigDecimal yesDollars = BigDecimal.valueOf(yesPrice.units(), 4);
    BigDecimal price = side == Side.YES ? yesDollars : BigDecimal.ONE.subtract(yesDollars);
    BigDecimal signed = side == Side.YES ? count : count.negate();
    BigDecimal pairs =
        position.signum() * signed.signum() < 0 ? position.abs().min(count) : BigDecimal.ZERO;
    if (pairs.signum() > 0) {
      BigDecimal released = cost.multiply(pairs).divide(position.abs(), 6, RoundingMode.HALF_EVEN);
      realized = realized.add(pairs.multiply(BigDecimal.ONE.subtract(price))).subtract(released);
      cost = cost.subtract(released);
    }
    cost = cost.add(count.subtract(pairs).multiply(price));
    position = position.add(signed);
    fees = fees.add(new BigDecimal(fee.plain()));
    if (side == Side.YES) {
      yes = yes.add(count);
      yesCost = yesCost.add(count.multiply(price));
    } else {
      no = no.add(count);
      noCost = noCost.add(count.multiply(price));
    }
    return money(pairs.subtract(count.multiply(price))).minus(fee);
  }

  public Holding holding() {
    return new Holding(
        contracts(position), money(cost), money(realized), money(fees), money(yesCost.add(noCost)));
  }

  /** The row of its settlement, without a look at what was booked trade by trade. */
  public Settlement settled(MarketTicker ticker, Price value, Instant time) {
    BigDecimal yesPays = BigDecimal.valueOf(value.units(), 4);
    BigDecimal each = position.signum() < 0 ? BigDecimal.ONE.subtract(yesPays) : yesPays;
    Money payout = money(position.abs().multiply(each));
    // All that went in and came out, fees excluded.
    Money profit = money(yes.min(no).subtract(yesCost).subtract(noCost)).plus(payout);
    return new Settlement(
        ticker,
        "scalar",
        Optional.of(value),
        contracts(position),
        payout,
        profit,
        money(fees),
        time);
  }

  private static Money money(BigDecimal dollars) {
    return Money.ofDollars(dollars.toPlainString());
  }

  private static Contracts contracts(BigDecimal count) {
    return Contracts.of(count.toPlainString());
  }

  /** As the socket tells it: without the turnover. */
  static Holding untraded(Holding h) {
    return new Holding(h.contracts(), h.cost(), h.realized(), h.fees(), Money.ZERO);
  }
}
