package io.positionstream.portfolio;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.Quoted;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one price tick costs an account that holds so many positions. Goals: at 50 positions 3 µs
 * and 2 KiB, at 1,000 positions 5 µs: a tick must not cost more because more is held.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class FoldBench {

  private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");
  private static final int TICKS = 4096;

  @Param({"50", "1000"})
  int positions;

  private final Quoted[] ticks = new Quoted[TICKS];
  private Portfolio portfolio;
  private int next;

  /** Every tick changes a price: markets in turn, and another price each time round. */
  @Setup
  public void hold() {
    Map<MarketTicker, AccountLoaded.Book> books = new HashMap<>();
    for (int i = 0; i < positions; i++) {
      Contracts contracts = new Contracts(i % 2 == 0 ? 1_000 : -1_000);
      Money cost = new Money(4_000_000);
      books.put(
          market(i),
          new AccountLoaded.Book(new Holding(contracts, cost, Money.ZERO, Money.ZERO, cost), START));
    }
    AccountLoaded load =
        new AccountLoaded(
            START,
            START,
            books,
            Money.ofDollars("1000"),
            List.of(),
            List.of(),
            List.of(),
            START);
    portfolio =
        Portfolio.unknown(new AccountId(new java.util.UUID(0, 1)), "bench", START).apply(load);
    for (int i = 0; i < TICKS; i++) {
      // 7919 is prime: the markets come in no order a tree or a cache could like.
      Price bid = new Price(1_000 + (i * 37) % 4_000);
      Price ask = new Price(bid.units() + 100);
      Contracts size = new Contracts(10_000);
      Instant at = START.plusMillis(i);
      ticks[i] =
          new Quoted(
              market((int) (i * 7919L % positions)),
              new Quote(bid, size, ask, size, bid, at),
              at);
    }
  }

  private static MarketTicker market(int number) {
    return new MarketTicker("KXRACE-26MAR02-%04d".formatted(number));
  }

  /** One tick, from the portfolio before it to the portfolio after it. */
  @Benchmark
  public Portfolio tick() {
    portfolio = portfolio.apply(ticks[next++ & (TICKS - 1)]);
    return portfolio;
  }
}
