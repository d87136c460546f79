package io.positionstream.portfolio;

import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.Discrepancy.Cure;
import io.positionstream.portfolio.Drift.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The books of unsettled markets, built once more from nothing but their fills. */
public final class Rebuild {

  private Rebuild() {}

  /**
   * Where the exchange's rows are not what the fills add up to. A market whose fills do not reach
   * back to flat is told as {@link Field#INCOMPLETE}: of its cost nothing can be said.
   *
   * @param rows the exchange's row of each market; a market without one is flat
   * @param fills all fills known of these markets, and of others that they say something is held in
   * @param until what changed after this is left for the next time: its fills may not be stored, or
   *     its row not be read
   */
  public static Drift.Compared differences(
      Map<MarketTicker, Book> rows, Map<MarketTicker, List<Fill>> fills, Instant until) {
    List<Drift> found = new ArrayList<>();
    Set<MarketTicker> left = new HashSet<>();
    Set<MarketTicker> markets = new TreeSet<>(rows.keySet());
    markets.addAll(fills.keySet());
    for (MarketTicker ticker : markets) {
      List<Fill> known = fills.getOrDefault(ticker, List.of());
      Book row = rows.getOrDefault(ticker, unlisted(known));
      if (row.updatedAt().isAfter(until)) {
        left.add(ticker);
      } else {
        compare(ticker, row, known, found);
      }
    }
    return new Drift.Compared(found, true, left);
  }

  /** What the exchange does not list is flat since the last fill at the latest. */
  private static Book unlisted(List<Fill> fills) {
    Instant last = fills.stream().map(Fill::time).max(Instant::compareTo).orElse(Instant.EPOCH);
    return new Book(Holding.NONE, last);
  }

  private static void compare(MarketTicker ticker, Book row, List<Fill> fills, List<Drift> found) {
    Holding theirs = row.holding();
    List<Fill> ordered = FillOrder.inOrder(Contracts.ZERO, fills);
    Holding ours = Holding.NONE;
    int next = 0;
    while (next < ordered.size() && !ordered.get(next).isAfter(row.updatedAt())) {
      ours = ours.after(ordered.get(next++));
    }
    if (isReached(theirs, ours, ordered.subList(next, ordered.size()))) {
      return;
    }
    if (!ours.contracts().equals(theirs.contracts())) {
      differ(Field.INCOMPLETE, ticker, ours, theirs, found);
      return;
    }
    for (Field field : List.of(Field.COST, Field.REALIZED, Field.FEES)) {
      differ(field, ticker, ours, theirs, found);
    }
  }

  /** A row may hold fills that are younger than the time it tells. */
  private static boolean isReached(Holding theirs, Holding start, List<Fill> younger) {
    Holding ours = start;
    for (Fill fill : younger) {
      if (ours.agreesWith(theirs)) {
        return true;
      }
      ours = ours.after(fill);
    }
    return ours.agreesWith(theirs);
  }

  private static void differ(
      Field field, MarketTicker ticker, Holding ours, Holding theirs, List<Drift> found) {
    if (!field.of(ours).equals(field.of(theirs))) {
      found.add(new Drift(field, Optional.of(ticker), field.of(ours), field.of(theirs)));
    }
  }

  /**
   * What healed a difference that is no longer found.
   *
   * @param rows the exchange's rows in which it is not found
   */
  public static Cure cure(Drift healed, Map<MarketTicker, Book> rows, Portfolio portfolio) {
    MarketTicker ticker = healed.market().orElseThrow();
    Book row = rows.get(ticker);
    if (row == null) {
      return portfolio.isSettled(ticker) ? Cure.SETTLEMENT : Cure.WITHDRAWN;
    }
    return healed.field().of(row.holding()).equals(healed.theirs()) ? Cure.FILL : Cure.RELOAD;
  }
}
