package io.positionstream.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Recorded tops of the books of one event's markets, in the order of their time. Immutable once
 * read.
 */
final class TapeRecording {
  static final String RESOURCE = "/simulator/KXHIGHNY-25DEC14.csv.gz";
  private static final int USABLE_SPREAD_CENTS = 6;

  /**
   * One change of one market.
   *
   * @param elapsedMs since the beginning of the recording
   * @param outcome the market's ticker after its event's, for instance {@code T34}
   * @param bid 0 when there is no bid
   * @param ask 1 when there is no ask
   */
  record Row(int elapsedMs, String outcome, Price bid, Price ask) {

    private boolean usable() {
      return bid.isTradable()
          && ask.isTradable()
          && ask.tenThousandths() - bid.tenThousandths() <= USABLE_SPREAD_CENTS * 100L;
    }
  }

  private final List<String> outcomes;
  private final List<Row> rows;
  private final int startMs;

  /** Takes rows in the order of their time. */
  TapeRecording(List<Row> rows) {
    this.rows = List.copyOf(rows);
    this.outcomes = rows.stream().map(Row::outcome).distinct().sorted().toList();
    this.startMs = firstUsable();
  }

  /** Reads the recording that comes with the service. Blocks. */
  static TapeRecording load() throws IOException {
    try (InputStream packed = TapeRecording.class.getResourceAsStream(RESOURCE)) {
      if (packed == null) {
        throw new IOException("the recorded tape " + RESOURCE + " is missing");
      }
      return read(new GZIPInputStream(packed));
    }
  }

  /** Reads CSV: {@code elapsed_ms,market_ticker,yes_bid_cents,yes_ask_cents}, with a title line. */
  static TapeRecording read(InputStream csv) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII))) {
      lines.lines().skip(1).forEach(line -> rows.add(parse(line)));
    }
    return new TapeRecording(rows);
  }

  /** In alphabetical order. */
  List<String> outcomes() {
    return outcomes;
  }

  Row row(int index) {
    return rows.get(index);
  }

  int size() {
    return rows.size();
  }

  /** When the last change happens. */
  int lengthMs() {
    return rows.getLast().elapsedMs();
  }

  /**
   * The first moment at which every market has two sides that are close together: where a replay
   * begins.
   */
  int startMs() {
    return startMs;
  }

  /** The index of the first row later than {@code elapsedMs}; {@link #size} when there is none. */
  int firstAfter(long elapsedMs) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).elapsedMs() <= elapsedMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The outcome that the last quotes hold for the likeliest. */
  String winner() {
    long[] bids = new long[outcomes.size()];
    rows.forEach(row -> bids[outcomes.indexOf(row.outcome())] = row.bid().tenThousandths());
    long best = Arrays.stream(bids).max().orElseThrow();
    for (int i = 0; i < bids.length; i++) {
      if (bids[i] == best) {
        return outcomes.get(i);
      }
    }
    throw new IllegalStateException("a tape without outcomes");
  }

  private int firstUsable() {
    boolean[] usable = new boolean[outcomes.size()];
    int count = 0;
    for (Row row : rows) {
      int outcome = outcomes.indexOf(row.outcome());
      count += (row.usable() ? 1 : 0) - (usable[outcome] ? 1 : 0);
      usable[outcome] = row.usable();
      if (count == usable.length) {
        return row.elapsedMs();
      }
    }
    return 0;
  }

  private static Row parse(String line) {
    String[] fields = line.split(",", -1);
    String ticker = fields[1];
    return new Row(
        Integer.parseInt(fields[0]),
        ticker.substring(ticker.lastIndexOf('-') + 1).intern(),
        Price.ofCents(Integer.parseInt(fields[2])),
        Price.ofCents(Integer.parseInt(fields[3])));
  }
}
