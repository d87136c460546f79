package io.positionstream.portfolio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fills read by REST, walked back from the position they ended at: REST does not tell the position
 * before or after a fill, the end does.
 *
 * @param walked all fills, oldest first, each with the position before it
 * @param openings when the holding of a market's end was opened, where the fills reach back to it
 */
record History(List<Walked> walked, Map<MarketTicker, Instant> openings) {

  record Walked(Fill fill, Contracts before) {}

  /**
   * @param end the net position of a market after its newest fill
   */
  static History of(List<Fill> fills, Function<MarketTicker, Contracts> end) {
    List<Fill> newestFirst = new ArrayList<>(fills);
    newestFirst.sort(Comparator.comparing(Fill::time).thenComparing(Fill::id).reversed());
    Map<MarketTicker, Contracts> after = new HashMap<>();
    Map<MarketTicker, Instant> openings = new HashMap<>();
    List<Walked> walked = new ArrayList<>(fills.size());
    for (Fill fill : newestFirst) {
      MarketTicker ticker = fill.market();
      Contracts finish = after.computeIfAbsent(ticker, end);
      Contracts start = finish.minus(fill.change());
      after.put(ticker, start);
      walked.add(new Walked(fill, start));
      boolean opens = !finish.isZero() && (start.isZero() || start.opposes(finish));
      if (opens && finish.sign() == end.apply(ticker).sign()) {
        openings.putIfAbsent(ticker, fill.time());
      }
    }
    return new History(walked.reversed(), openings);
  }

  Optional<Instant> opened(MarketTicker ticker) {
    return Optional.ofNullable(openings.get(ticker));
  }
}
