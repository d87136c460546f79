package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An account at an earlier instant, from nothing but its facts.
 *
 * @param markets every market traded and not settled by then, flat ones too
 * @param realized locked in by then, settled markets included, fees excluded
 * @param fees paid by then
 */
public record Past(Map<MarketTicker, Held> markets, Money realized, Money fees) {

  /**
   * One market then.
   *
   * @param opened when what was held had been opened or flipped; of a flat one, the last time
   */
  public record Held(Holding holding, Instant opened) {

    Held after(Fill fill) {
      Contracts before = holding.contracts();
      Holding next = holding.after(fill);
      boolean opens = before.isZero() || before.opposes(next.contracts());
      return new Held(next, opens ? fill.time() : opened);
    }
  }

  public Past {
    markets = Map.copyOf(markets);
  }

  /**
   * The account as it was right after everything that happened until {@code when}.
   *
   * @param fills all there are until then, in any order; later ones do not matter, nor do those of
   *     markets settled by then
   * @param settlements likewise
   */
  public static Past at(Instant when, Collection<Fill> fills, Collection<Settlement> settlements) {
    Map<MarketTicker, Settlement> settled = new HashMap<>();
    settlements.stream()
        .filter(paid -> !paid.time().isAfter(when))
        .forEach(paid -> settled.put(paid.market(), paid));
    Map<MarketTicker, List<Fill>> traded =
        fills.stream()
            .filter(fill -> !fill.time().isAfter(when) && !settled.containsKey(fill.market()))
            .collect(Collectors.groupingBy(Fill::market));
    Map<MarketTicker, Held> markets = new HashMap<>();
    traded.forEach((ticker, of) -> markets.put(ticker, folded(of)));
    Money realized = Money.ZERO;
    Money fees = Money.ZERO;
    for (Settlement paid : settled.values()) {
      realized = realized.plus(paid.realized());
      fees = fees.plus(paid.fees());
    }
    for (Held held : markets.values()) {
      realized = realized.plus(held.holding().realized());
      fees = fees.plus(held.holding().fees());
    }
    return new Past(markets, realized, fees);
  }

  private static Held folded(List<Fill> fills) {
    Held held = new Held(Holding.NONE, Instant.EPOCH);
    for (Fill fill : Standing.inOrder(Contracts.ZERO, fills)) {
      held = held.after(fill);
    }
    return held;
  }

  /** What was held, by ticker. */
  public Map<MarketTicker, Held> positions() {
    Map<MarketTicker, Held> open = new TreeMap<>(markets);
    open.values().removeIf(held -> held.holding().contracts().isZero());
    return open;
  }
}
