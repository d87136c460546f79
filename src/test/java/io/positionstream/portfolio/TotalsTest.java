package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Sums that are kept up to date agree with sums that are added up. */
class TotalsTest {

  @Property(tries = 500, seed = "7")
  void keptSumsEqualAddedSumsAndCashExplainsTheProfit(@ForAll long seed) {
    Random chance = new Random(seed);
    Portfolio portfolio = Events.withCash("1000");
    for (int i = 1; i <= 60; i++) {
      portfolio = portfolio.apply(event(chance, i));

      Totals added = Totals.NONE;
      for (Position position : portfolio.positions().values()) {
        added = added.plus(position);
      }
      Totals kept = portfolio.totals();
      assertThat(kept.value()).isEqualTo(added.value());
      assertThat(kept.cost()).isEqualTo(added.cost());
      assertThat(kept.count()).isEqualTo(added.count());
      assertThat(kept.carried()).isEqualTo(added.carried());
      assertThat(kept.unmarked()).isEqualTo(added.unmarked());
      assertThat(portfolio.totalValue())
          .as("value = start + profit, when nothing was paid in or out")
          .contains(Money.ofDollars("1000").plus(kept.profit()));
    }
  }

  private static AccountEvent event(Random chance, int second) {
    if (chance.nextInt(3) == 0) {
      Side side = chance.nextBoolean() ? Side.YES : Side.NO;
      return new AccountEvent.Filled(
          new Fill(
              new TradeId("t" + second),
              market(chance),
              side,
              new Contracts(1 + chance.nextInt(1_000)),
              new Price(1 + chance.nextInt(9_999)),
              new Money(chance.nextInt(20_000)),
              true,
              Events.T0.plusSeconds(second),
              Optional.empty()),
          Events.T0.plusSeconds(second));
    }
    Contracts size = chance.nextInt(4) == 0 ? Contracts.ZERO : Contracts.of("5");
    Price bid = new Price(chance.nextInt(10_000));
    Quote quote =
        new Quote(bid, size, new Price(bid.units() + 1), size, bid, Events.T0.plusSeconds(second));
    return new AccountEvent.Quoted(market(chance), quote, Events.T0.plusSeconds(second));
  }

  private static MarketTicker market(Random chance) {
    return List.of(Events.RAIN, new MarketTicker("KXB-1"), new MarketTicker("KXC-1"))
        .get(chance.nextInt(3));
  }
}
