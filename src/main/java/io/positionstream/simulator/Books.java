package io.positionstream.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The state of the exchange: a fold of ledger entries. Not thread-safe: one event loop owns it. */
final class Books {
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Account> accountsByKey = new HashMap<>();
  private final SequencedMap<String, ListedEvent> events = new LinkedHashMap<>();
  private final SequencedMap<String, Market> markets = new LinkedHashMap<>();
  private final Map<String, Market> marketsById = new HashMap<>();
  private Optional<Instant> cutoff = Optional.empty();
  private Instant updatedAt = Instant.EPOCH;

  /**
   * Takes one entry in. Entries were checked before they were written, so that this never refuses
   * one.
   */
  void apply(LedgerEntry entry) {
    updatedAt = entry.at();
    switch (entry) {
      case LedgerEntry.AccountOpened(_, String id, Dollars cash) ->
          accounts.put(id, new Account(id, cash));
      case LedgerEntry.KeyAdded key -> add(key);
      case LedgerEntry.CashMoved moved -> known(accounts, moved.accountId()).move(moved);
      case LedgerEntry.EventAdded(_, ListedEvent event) -> events.put(event.ticker(), event);
      case LedgerEntry.MarketAdded(_, Listing listing, Instant closes) ->
          add(new Market(listing, closes));
      case LedgerEntry.CloseMoved(Instant at, String ticker, Instant closes) ->
          known(markets, ticker).moveClose(closes, at);
      case LedgerEntry.Requoted(_, String ticker, Quote quote) ->
          known(markets, ticker).requote(quote);
      case LedgerEntry.Traded trade -> trade(trade);
      case LedgerEntry.Closed(Instant at, String ticker) -> known(markets, ticker).close(at);
      case LedgerEntry.Determined(Instant at, String ticker, Verdict verdict) ->
          known(markets, ticker).determine(verdict, at);
      case LedgerEntry.Paused(Instant at, String ticker) -> known(markets, ticker).pause(true, at);
      case LedgerEntry.Resumed(Instant at, String ticker) ->
          known(markets, ticker).pause(false, at);
      case LedgerEntry.Disputed(Instant at, String ticker) -> known(markets, ticker).dispute(at);
      case LedgerEntry.Amended(Instant at, String ticker, Verdict verdict) ->
          known(markets, ticker).amend(verdict, at);
      case LedgerEntry.CutoffMoved(_, Instant time) -> cutoff = Optional.of(time);
      case LedgerEntry.Settled(Instant at, String ticker) -> settle(known(markets, ticker), at);
    }
  }

  /** The time of the newest entry. */
  Instant updatedAt() {
    return updatedAt;
  }

  Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  Optional<Account> accountOfKey(String keyId) {
    return Optional.ofNullable(accountsByKey.get(keyId));
  }

  Optional<ListedEvent> event(String ticker) {
    return Optional.ofNullable(events.get(ticker));
  }

  Optional<Market> market(String ticker) {
    return Optional.ofNullable(markets.get(ticker));
  }

  /** The market of that {@code market_id}. */
  Optional<Market> marketById(String id) {
    return Optional.ofNullable(marketsById.get(id));
  }

  /** Where historical data ends, when somebody has said so. */
  Optional<Instant> cutoff() {
    return cutoff;
  }

  /** Oldest first. */
  Collection<ListedEvent> events() {
    return Collections.unmodifiableCollection(events.values());
  }

  /** Oldest first. */
  Collection<Market> markets() {
    return Collections.unmodifiableCollection(markets.values());
  }

  private void add(Market market) {
    markets.put(market.ticker(), market);
    marketsById.put(Tickers.marketId(market.ticker()), market);
  }

  private void add(LedgerEntry.KeyAdded key) {
    Account account = known(accounts, key.accountId());
    account.add(
        new AccessKey(
            key.keyId(),
            key.name(),
            key.keyType(),
            key.keyType().publicKey(key.publicKey()),
            key.scopes()));
    accountsByKey.put(key.keyId(), account);
  }

  private void trade(LedgerEntry.Traded trade) {
    Execution terms = trade.terms();
    Account account = known(accounts, trade.accountId());
    Contracts closed = account.holding(terms.ticker()).closedBy(terms);
    account.execute(terms, trade.tradeId(), trade.orderId(), trade.at());
    Contracts opened = terms.count().minus(closed).minus(closed);
    known(markets, terms.ticker()).traded(terms.yesPrice(), terms.count(), opened);
  }

  private void settle(Market market, Instant at) {
    Verdict verdict =
        market
            .verdict()
            .orElseThrow(() -> new IllegalStateException("settled before it was determined"));
    accounts
        .values()
        .forEach(a -> a.settle(market.ticker(), market.listing().eventTicker(), verdict, at));
    market.settle(at);
  }

  private static <T> T known(Map<String, T> all, String key) {
    T found = all.get(key);
    if (found == null) {
      throw new IllegalStateException("the ledger names '" + key + "' before it is introduced");
    }
    return found;
  }
}
