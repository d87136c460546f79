package io.positionstream.stream;

import io.positionstream.portfolio.AccountEvent.Quoted;
import io.positionstream.portfolio.BenchBook;
import io.positionstream.portfolio.Portfolio;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the two texts cost that a tick makes, once for all readers: the price and the sums. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class TextBench {

  private Portfolio portfolio;
  private Quoted tick;

  /** An account that has moved. */
  @Setup
  public void move() {
    BenchBook book = new BenchBook(50);
    tick = book.tick();
    portfolio = book.loaded().apply(tick);
  }

  /** The price group of one position. */
  @Benchmark
  public String price() {
    return AccountJson.priceOnly(portfolio.positions().get(tick.market()));
  }

  /** The sums of the account. */
  @Benchmark
  public String sums() {
    return AccountJson.portfolio(portfolio);
  }
}
