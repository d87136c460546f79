package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Optional;

/**
 * A market that paid out.
 *
 * @param result the exchange's word: yes, no, scalar, ...
 * @param value what one YES paid; empty when the exchange does not say
 * @param contracts net position that was paid, signed
 * @param payout cash received for it
 * @param realized profit and loss of this market over its whole life, fees excluded
 * @param fees trading fees paid in this market; settling costs nothing more
 */
public record Settlement(
    MarketTicker market,
    String result,
    Optional<Price> value,
    Contracts contracts,
    Money payout,
    Money realized,
    Money fees,
    Instant time) {

  /**
   * From the gross figures of a settlement row: every pair of YES and NO that was ever matched
   * returned a dollar, and the net position was paid. Leaving the pairs out turns a small loss into
   * a large one.
   *
   * @param yes all YES contracts ever acquired, {@code yesCost} what they cost
   * @param no all NO contracts ever acquired, {@code noCost} what they cost
   * @param revenue the exchange's payout, zero in rows of two-sided histories
   */
  public static Settlement ofGross(
      MarketTicker market,
      String result,
      Optional<Price> value,
      Contracts yes,
      Money yesCost,
      Contracts no,
      Money noCost,
      Money revenue,
      Money fees,
      Instant time) {
    Contracts net = yes.minus(no);
    Money payout =
        revenue.isZero()
            ? value.map(v -> v.of(Side.of(net)).times(net.abs()).wholeCents()).orElse(Money.ZERO)
            : revenue;
    Money realized = Price.ONE.times(yes.min(no)).plus(payout).minus(yesCost).minus(noCost);
    return new Settlement(market, result, value, net, payout, realized, fees, time);
  }
}
