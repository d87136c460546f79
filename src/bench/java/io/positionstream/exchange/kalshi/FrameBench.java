package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.Quote;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read one {@code ticker} frame into a quote. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class FrameBench {

  private static final String FRAME =
      """
      {"type":"ticker","sid":11,"msg":{"market_ticker":"KXRACE-26MAR02-0042",\
      "market_id":"9b0f6b43-5b68-4f9f-9f02-9a2d1b8ac1a1","price_dollars":"0.4800",\
      "yes_bid_dollars":"0.4500","yes_ask_dollars":"0.5300","yes_bid_size_fp":"300.00",\
      "yes_ask_size_fp":"150.00","last_trade_size_fp":"10.00","volume_fp":"33896.00",\
      "open_interest_fp":"20422.00","dollar_volume":16948,"dollar_open_interest":10211,\
      "ts":1772463600,"ts_ms":1772463600123,"time":"2026-03-02T15:00:00.123000Z"}}
      """;

  private static final WireNews NEWS = new WireNews();

  private final FrameDecoder decoder = new FrameDecoder(NEWS);
  private final Translator translator = new Translator(NEWS);

  /** From text to prices. */
  @Benchmark
  public Quote read() {
    return translator.quote((Frame.Ticker) decoder.decode(FRAME).frame());
  }
}
