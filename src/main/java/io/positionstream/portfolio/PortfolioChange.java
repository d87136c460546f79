package io.positionstream.portfolio;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reader at a cursor misses of a portfolio: a filter over the newest state, exact and
 * without a log.
 *
 * @param facts facts the reader was not told, oldest first
 * @param moved positions that changed since the reader's seq, by ticker
 * @param removed positions that left since then
 * @param totals whether sums, cash or day changed
 * @param line whether the line changed
 */
public record PortfolioChange(
    Portfolio portfolio,
    Cursor from,
    List<Fact> facts,
    List<Position> moved,
    List<Removed> removed,
    boolean totals,
    boolean line) {

  /** A position that is no longer held. */
  public record Removed(MarketTicker ticker, RemovalReason reason) {}

  /** Empty when the cursor cannot be honoured: of another epoch, from the future, or too old. */
  public static Optional<PortfolioChange> since(Cursor from, Portfolio now) {
    Portfolio.Memory memory = now.memory();
    boolean honoured =
        from.epoch().equals(now.epoch())
            && from.seq() <= now.seq()
            && from.seq() >= memory.gone().floor()
            && memory.facts().reachBackTo(from.fact());
    return honoured ? Optional.of(between(from, now)) : Optional.empty();
  }

  private static PortfolioChange between(Cursor from, Portfolio now) {
    long seq = from.seq();
    if (seq == now.seq()) {
      return new PortfolioChange(
          now, from, now.memory().facts().after(from.fact()), List.of(), List.of(), false, false);
    }
    List<Removed> removed =
        now.memory().gone().tombstones().entrySet().stream()
            .filter(e -> e.getValue().seq() > seq)
            .map(e -> new Removed(e.getKey(), e.getValue().reason()))
            .sorted((a, b) -> a.ticker().compareTo(b.ticker()))
            .toList();
    return new PortfolioChange(
        now,
        from,
        now.memory().facts().after(from.fact()),
        now.memory()
            .moves()
            .after(seq)
            .map(tickers -> held(now, tickers))
            .orElseGet(() -> now.positions().values().stream().filter(p -> p.seq() > seq).toList()),
        removed,
        now.totalsSeq() > seq,
        now.lineSeq() > seq);
  }

  private static List<Position> held(Portfolio now, List<MarketTicker> tickers) {
    return tickers.stream().map(now::position).filter(Objects::nonNull).toList();
  }

  /** Whether the reader needs the whole position, not only its price. */
  public boolean wantsWhole(Position position) {
    return position.bodySeq() > from.seq();
  }

  public boolean isEmpty() {
    return facts.isEmpty() && moved.isEmpty() && removed.isEmpty() && !totals && !line;
  }
}
