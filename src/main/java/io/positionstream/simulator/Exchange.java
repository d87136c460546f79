package io.positionstream.simulator;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does what accounts, the tape and the control surface ask for: checks it, writes it to the ledger,
 * applies it, and tells the feed. Runs on one event loop; every method but {@link #books} throws
 * {@link Refusal} when the books do not allow it.
 */
final class Exchange {
  private static final Duration LIVE_DATA = Duration.ofDays(90);
  private final Books books;
  private final Consumer<LedgerEntry> ledger;
  private final Feed feed;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param books as the ledger left them
   * @param ledger writes an entry durably before it returns
   */
  Exchange(
      Books books, Consumer<LedgerEntry> ledger, Feed feed, Clock clock, RandomGenerator random) {
    this.books = books;
    this.ledger = ledger;
    this.feed = feed;
    this.clock = clock;
    this.random = random;
  }

  Books books() {
    return books;
  }

  Instant now() {
    return clock.instant();
  }

  Account openAccount(String id, Dollars cash) {
    if (cash.isNegative()) {
      throw Refusal.invalid("cash_dollars: expected an amount of at least 0");
    }
    record(new LedgerEntry.AccountOpened(stamp(), id, cash));
    return account(id);
  }

  void addKey(
      Account account,
      String keyId,
      String name,
      KeyType type,
      PublicKey key,
      List<String> scopes) {
    String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
    record(new LedgerEntry.KeyAdded(stamp(), account.id(), keyId, name, encoded, type, scopes));
  }

  /** Deposits, or withdraws when negative. */
  void moveCash(Account account, Dollars amount) {
    moveCash(account, amount, Account.HOME, CashKind.TRANSFER);
  }

  void moveCash(Account account, Dollars amount, int shard, CashKind kind) {
    Dollars there = account.cashByShard().getOrDefault(shard, Dollars.ZERO);
    if (there.plus(amount).isNegative() && amount.isNegative()) {
      throw Refusal.conflict("The account has only " + there.wireCash() + " dollars there.");
    }
    record(new LedgerEntry.CashMoved(stamp(), account.id(), newId(), amount, shard, kind));
  }

  /** Adds an event unless it is listed already. */
  void listEvent(String ticker, String title, String subTitle, boolean mutuallyExclusive) {
    if (books.event(ticker).isEmpty()) {
      Instant at = stamp();
      record(
          new LedgerEntry.EventAdded(
              at, new ListedEvent(ticker, title, subTitle, mutuallyExclusive, at)));
    }
  }

  Market listMarket(Listing listing, Instant closes) {
    if (books.market(listing.ticker()).isPresent()) {
      throw Refusal.conflict("The market " + listing.ticker() + " is listed already.");
    }
    record(new LedgerEntry.MarketAdded(stamp(), listing, closes));
    return market(listing.ticker());
  }

  /** Moves the closing time of an open market. */
  void moveClose(Market market, Instant closes) {
    requireOpen(market);
    record(new LedgerEntry.CloseMoved(stamp(), market.ticker(), closes));
  }

  /** Sets the top of a book and keeps it across restarts. */
  void quote(Market market, Quote quote) {
    requireActive(market);
    record(new LedgerEntry.Requoted(stamp(), market.ticker(), quote));
    feed.requoted(market);
  }

  /** Sets the top of a book from the tape, which brings it back itself after a restart. */
  void playQuote(Market market, Quote quote) {
    market.requote(quote);
    feed.requoted(market);
  }

  /**
   * Executes a trade. The account's cash is not checked: a test may want what a real member could
   * not pay.
   */
  Fill trade(Account account, Execution terms) {
    Market market = market(terms.ticker());
    requireActive(market);
    record(new LedgerEntry.Traded(stamp(), account.id(), newId(), newId(), terms));
    feed.requoted(market);
    return account.fills().getLast();
  }

  /** Ends trading; a closing time still to come moves here first. */
  void close(Market market) {
    requireOpen(market);
    Instant now = now().truncatedTo(ChronoUnit.SECONDS);
    if (now.isBefore(market.closes())) {
      moveClose(market, now);
    }
    record(new LedgerEntry.Closed(stamp(), market.ticker()));
    feed.requoted(market);
  }

  /** Sets the result; an open market closes first. */
  void determine(Market market, Verdict verdict) {
    if (status(market).compareTo(MarketStatus.DETERMINED) >= 0) {
      throw Refusal.conflict("The market " + market.ticker() + " has a result already.");
    }
    if (status(market) != MarketStatus.CLOSED) {
      close(market);
    }
    record(new LedgerEntry.Determined(stamp(), market.ticker(), verdict));
  }

  /** Stops trading for a while; the book empties. */
  void pause(Market market) {
    requireActive(market);
    record(new LedgerEntry.Paused(stamp(), market.ticker()));
    feed.requoted(market);
  }

  void resume(Market market) {
    require(market, MarketStatus.INACTIVE);
    record(new LedgerEntry.Resumed(stamp(), market.ticker()));
  }

  /** Puts a result in doubt; nobody is told. */
  void dispute(Market market) {
    require(market, MarketStatus.DETERMINED, MarketStatus.AMENDED);
    record(new LedgerEntry.Disputed(stamp(), market.ticker()));
  }

  /** Replaces a result that is not paid yet. */
  void amend(Market market, Verdict verdict) {
    require(market, MarketStatus.DETERMINED, MarketStatus.DISPUTED, MarketStatus.AMENDED);
    record(new LedgerEntry.Amended(stamp(), market.ticker(), verdict));
  }

  /** Moves the boundary between live and historical data. */
  void moveCutoff(Instant cutoff) {
    record(new LedgerEntry.CutoffMoved(stamp(), cutoff));
  }

  /** Where historical data ends: ninety days ago, unless it was moved. */
  Instant cutoff() {
    return books.cutoff().orElseGet(() -> now().minus(LIVE_DATA));
  }

  void settle(Market market) {
    if (status(market) != MarketStatus.DETERMINED && status(market) != MarketStatus.AMENDED) {
      throw Refusal.conflict(
          "Only a determined market can be settled; this one is " + status(market).wire() + ".");
    }
    record(new LedgerEntry.Settled(stamp(), market.ticker()));
  }

  /** Closes every market off the tape whose time has come. */
  void closeOverdue() {
    List<Market> overdue =
        books.markets().stream()
            .filter(m -> !m.listing().taped() && status(m).compareTo(MarketStatus.CLOSED) < 0)
            .filter(m -> !now().isBefore(m.closes()))
            .toList();
    overdue.forEach(this::close);
  }

  MarketStatus status(Market market) {
    return market.status(now());
  }

  Account account(String id) {
    return books.account(id).orElseThrow(() -> Refusal.notFound("There is no account " + id + "."));
  }

  Market market(String ticker) {
    return books
        .market(ticker)
        .orElseThrow(() -> Refusal.notFound("There is no market " + ticker + "."));
  }

  Optional<Market> findMarket(String ticker) {
    return books.market(ticker);
  }

  /** A random UUID (version 4). */
  String newId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  private void requireActive(Market market) {
    require(market, MarketStatus.ACTIVE);
  }

  private void require(Market market, MarketStatus... any) {
    if (!List.of(any).contains(status(market))) {
      String wanted = Stream.of(any).map(MarketStatus::wire).collect(Collectors.joining(" or "));
      throw Refusal.conflict(
          "The market %s is %s, not %s.".formatted(market.ticker(), status(market).wire(), wanted));
    }
  }

  private void requireOpen(Market market) {
    if (status(market).compareTo(MarketStatus.CLOSED) >= 0) {
      throw Refusal.conflict(
          "The market " + market.ticker() + " is " + status(market).wire() + " already.");
    }
  }

  private void record(LedgerEntry entry) {
    ledger.accept(entry);
    books.apply(entry);
    feed.happened(entry);
  }

  /** The time in microseconds, moved on where needed so that no two entries have the same. */
  private Instant stamp() {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant next = books.updatedAt().plus(1, ChronoUnit.MICROS);
    return time.isBefore(next) ? next : time;
  }
}
