package io.positionstream.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A member of the exchange, as it is now. Changed only by {@link Books}, on the exchange's event
 * loop.
 */
final class Account {
  /** The shard where everything is traded. */
  static final int HOME = 0;

  private final String id;
  private final SequencedMap<String, AccessKey> keys = new LinkedHashMap<>();
  private final Map<String, Holding> holdings = new TreeMap<>();
  private final List<Fill> fills = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final SortedMap<Integer, Dollars> cash = new TreeMap<>();

  Account(String id, Dollars cash) {
    this.id = id;
    this.cash.put(HOME, cash);
  }

  String id() {
    return id;
  }

  /** On all shards together. */
  Dollars cash() {
    return cash.values().stream().reduce(Dollars.ZERO, Dollars::plus);
  }

  /** By shard; the first is always there. */
  SortedMap<Integer, Dollars> cashByShard() {
    return Collections.unmodifiableSortedMap(cash);
  }

  Collection<AccessKey> keys() {
    return Collections.unmodifiableCollection(keys.values());
  }

  boolean hasKey(String keyId) {
    return keys.containsKey(keyId);
  }

  /** Holdings of unsettled markets by ticker, in the order of their tickers; flat ones stay. */
  Map<String, Holding> holdings() {
    return Collections.unmodifiableMap(holdings);
  }

  Holding holding(String ticker) {
    return holdings.getOrDefault(ticker, Holding.NONE);
  }

  /** Oldest first. */
  List<Fill> fills() {
    return Collections.unmodifiableList(fills);
  }

  /** Oldest first. */
  List<Settlement> settlements() {
    return Collections.unmodifiableList(settlements);
  }

  /** Oldest first. */
  List<Transfer> transfers() {
    return Collections.unmodifiableList(transfers);
  }

  void add(AccessKey key) {
    keys.put(key.id(), key);
  }

  /** Money moves by the cost of the trade, a dollar for each pair it closes, and the fee. */
  Fill execute(Execution trade, String tradeId, String orderId, Instant at) {
    Holding before = holding(trade.ticker());
    Holding after = before.after(trade, at);
    credit(HOME, Price.ONE.times(before.closedBy(trade)).minus(trade.cost()).minus(trade.fee()));
    holdings.put(trade.ticker(), after);
    Fill fill =
        new Fill(fills.size(), tradeId, orderId, trade, at, before.position(), after.position());
    fills.add(fill);
    return fill;
  }

  /** Cash comes or leaves; only a transfer is listed. */
  void move(LedgerEntry.CashMoved moved) {
    credit(moved.shard(), moved.amount());
    if (moved.kind() == CashKind.TRANSFER) {
      transfers.add(new Transfer(transfers.size(), moved.transferId(), moved.amount(), moved.at()));
    }
  }

  /**
   * Pays the net position and replaces the holding by a settlement; does nothing when the account
   * never traded there.
   */
  void settle(String ticker, String eventTicker, Verdict verdict, Instant at) {
    Holding last = holdings.remove(ticker);
    if (last != null) {
      Dollars payout = verdict.payout(last);
      credit(HOME, payout);
      settlements.add(new Settlement(ticker, eventTicker, verdict, last, payout, at));
    }
  }

  private void credit(int shard, Dollars amount) {
    cash.merge(shard, amount, Dollars::plus);
  }
}
