package io.positionstream.portfolio;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.Quoted;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account that holds so many positions, and ticks of all of them in turn. */
public final class BenchBook {

  private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");
  private static final int TICKS = 4096;

  private final Quoted[] ticks = new Quoted[TICKS];
  private final Portfolio loaded;
  private int next;

  /**
   * @param positions every second one is of contracts for NO
   */
  public BenchBook(int positions) {
    Map<MarketTicker, AccountLoaded.Book> books = new HashMap<>();
    for (int i = 0; i < positions; i++) {
      Contracts contracts = new Contracts(i % 2 == 0 ? 1_000 : -1_000);
      Money cost = new Money(4_000_000);
      books.put(
          market(i),
          new AccountLoaded.Book(
              new Holding(contracts, cost, Money.ZERO, Money.ZERO, cost), START));
    }
    AccountLoaded load =
        new AccountLoaded(
            START, START, books, Money.ofDollars("1000"), List.of(), List.of(), List.of(), START);
    loaded = Portfolio.unknown(new AccountId(new java.util.UUID(0, 1)), "bench", START).apply(load);
    for (int i = 0; i < TICKS; i++) {
      // 7919 is prime: the markets come in no order a tree or a cache could like.
      Price bid = new Price(1_000 + (i * 37) % 4_000);
      Price ask = new Price(bid.units() + 100);
      Contracts size = new Contracts(10_000);
      Instant at = START.plusMillis(i);
      ticks[i] =
          new Quoted(
              market((int) (i * 7919L % positions)), new Quote(bid, size, ask, size, bid, at), at);
    }
  }

  private static MarketTicker market(int number) {
    return new MarketTicker("KXRACE-26MAR02-%04d".formatted(number));
  }

  /** As the exchange first told it. */
  public Portfolio loaded() {
    return loaded;
  }

  /** Another price of another market each time. */
  public Quoted tick() {
    return ticks[next++ & (TICKS - 1)];
  }
}
