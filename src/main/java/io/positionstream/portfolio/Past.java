package io.positionstream.portfolio;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An account at an earlier instant, from nothing but its facts.
 *
 * @param markets every market traded and not settled by then, flat ones too
 * @param realized locked in by then, settled markets included, fees excluded; empty when the fills
 *     of a market do not tell it
 * @param fees paid by then; likewise
 */
public record Past(
    Map<MarketTicker, Held> markets, Optional<Money> realized, Optional<Money> fees) {

  /**
   * One market then.
   *
   * @param contracts net position: + YES, - NO
   * @param books empty when contracts were held before the first known fill: nobody knows what
   *     those cost
   * @param opened when what was held had been opened or flipped; of a flat one, the last time;
   *     empty when no known fill did
   */
  public record Held(Contracts contracts, Optional<Holding> books, Optional<Instant> opened) {

    static Held before(Contracts unknown) {
      return new Held(
          unknown,
          unknown.isZero() ? Optional.of(Holding.NONE) : Optional.empty(),
          Optional.empty());
    }

    Held after(Fill fill) {
      Contracts next = contracts.plus(fill.change());
      boolean opens = contracts.isZero() || contracts.opposes(next);
      return new Held(
          next, books.map(known -> known.after(fill)), opens ? Optional.of(fill.time()) : opened);
    }

    public Side side() {
      return Side.of(contracts);
    }
  }

  public Past {
    markets = Map.copyOf(markets);
  }

  /**
   * The account as it was right after everything that happened until {@code when}, to the
   * millisecond: the socket tells no more.
   *
   * @param fills all there are until then, in any order; later ones do not matter, nor do those of
   *     markets settled by then
   * @param settlements likewise
   * @param before net position before the first known fill, where the history is cut off
   */
  public static Past at(
      Instant when,
      Collection<Fill> fills,
      Collection<Settlement> settlements,
      Map<MarketTicker, Contracts> before) {
    Instant end = endOf(when);
    Map<MarketTicker, Settlement> settled = new HashMap<>();
    settlements.stream()
        .filter(paid -> paid.time().isBefore(end))
        .forEach(paid -> settled.put(paid.market(), paid));
    Map<MarketTicker, List<Fill>> traded = new HashMap<>();
    before.keySet().forEach(ticker -> traded.put(ticker, new ArrayList<>()));
    fills.stream()
        .filter(fill -> fill.time().isBefore(end))
        .forEach(fill -> traded.computeIfAbsent(fill.market(), t -> new ArrayList<>()).add(fill));
    traded.keySet().removeAll(settled.keySet());
    Map<MarketTicker, Held> markets = new HashMap<>();
    traded.forEach(
        (ticker, of) ->
            markets.put(ticker, folded(before.getOrDefault(ticker, Contracts.ZERO), of)));
    return new Past(
        markets,
        sum(settled.values(), Settlement::realized, markets.values(), Holding::realized),
        sum(settled.values(), Settlement::fees, markets.values(), Holding::fees));
  }

  /** The millisecond of {@code when} is over. */
  public static Instant endOf(Instant when) {
    return when.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
  }

  private static Optional<Money> sum(
      Collection<Settlement> settled,
      Function<Settlement, Money> paid,
      Collection<Held> markets,
      Function<Holding, Money> booked) {
    Optional<Money> sum = Optional.of(settled.stream().map(paid).reduce(Money.ZERO, Money::plus));
    for (Held held : markets) {
      sum = sum.flatMap(known -> held.books().map(booked).map(known::plus));
    }
    return sum;
  }

  private static Held folded(Contracts before, List<Fill> fills) {
    Held held = Held.before(before);
    for (Fill fill : FillOrder.inOrder(before, fills)) {
      held = held.after(fill);
    }
    return held;
  }

  /** What was held, by ticker. */
  public Map<MarketTicker, Held> positions() {
    Map<MarketTicker, Held> open = new TreeMap<>(markets);
    open.values().removeIf(held -> held.contracts().isZero());
    return open;
  }
}
