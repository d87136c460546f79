package io.positionstream.portfolio;

import java.util.Optional;
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
 * and 2 KiB, at 1,000 positions 5 µs: a tick must not cost more because more is held. And what it
 * costs to find out what a reader misses who is 10 ticks behind.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class FoldBench {

  private static final int BEHIND = 10;

  @Param({"50", "1000"})
  int positions;

  private BenchBook book;
  private Portfolio portfolio;
  private Portfolio moved;
  private Cursor cursor;

  /** Every tick changes a price: markets in turn, and another price each time round. */
  @Setup
  public void hold() {
    book = new BenchBook(positions);
    portfolio = book.loaded();
    cursor = portfolio.cursor();
    moved = portfolio;
    for (int i = 0; i < BEHIND; i++) {
      moved = moved.apply(book.tick());
    }
  }

  /** One tick, from the portfolio before it to the portfolio after it. */
  @Benchmark
  public Portfolio tick() {
    portfolio = portfolio.apply(book.tick());
    return portfolio;
  }

  /** What a reader misses: once a change, however many readers there are. */
  @Benchmark
  public Optional<PortfolioChange> missed() {
    return PortfolioChange.since(cursor, moved);
  }
}
