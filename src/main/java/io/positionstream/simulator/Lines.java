package io.positionstream.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** All open sockets; tells each what concerns it, right after it happened. */
final class Lines implements Feed {
  private final Books books;
  private final Clock clock;

  /** A line may end while all are being told something. */
  private final Set<Line> open = new CopyOnWriteArraySet<>();

  Lines(Books books, Clock clock) {
    this.books = books;
    this.clock = clock;
  }

  Line open(Account account, Outlet outlet) {
    Line line = new Line(account, outlet, books, clock);
    open.add(line);
    return line;
  }

  void closed(Line line) {
    open.remove(line);
  }

  @Override
  public void requoted(Market market) {
    if (!open.isEmpty()) {
      Frames.Message message = Frames.ticker(market, clock.instant());
      open.forEach(line -> line.deliverTicker(market.ticker(), message));
      open.forEach(line -> line.deliverBook(market));
    }
  }

  @Override
  public void happened(LedgerEntry entry) {
    switch (entry) {
      case LedgerEntry.Traded trade -> traded(trade);
      case LedgerEntry.EventAdded(_, ListedEvent event) ->
          lifecycle(event.ticker(), Frames.eventCreated(event));
      case LedgerEntry.MarketAdded added -> added(added);
      case LedgerEntry.CloseMoved moved ->
          lifecycle(moved.ticker(), Frames.closeMoved(moved.ticker(), moved.closes()));
      case LedgerEntry.Determined determined ->
          determined(determined.ticker(), determined.verdict(), determined.at());
      case LedgerEntry.Amended amended ->
          determined(amended.ticker(), amended.verdict(), amended.at());
      case LedgerEntry.Paused(_, String ticker) -> lifecycle(ticker, Frames.deactivated(ticker));
      case LedgerEntry.Resumed(_, String ticker) -> lifecycle(ticker, Frames.activated(ticker));
      case LedgerEntry.Settled settled -> settled(settled);
      case LedgerEntry.AccountOpened _,
          LedgerEntry.KeyAdded _,
          LedgerEntry.CashMoved _,
          LedgerEntry.Requoted _,
          LedgerEntry.Disputed _,
          LedgerEntry.CutoffMoved _,
          LedgerEntry.Closed _ -> {
        // the exchange tells nobody; the emptied book shows in the ticker
      }
    }
  }

  /** The fill first, then the position it made; both only to the account's own sockets. */
  private void traded(LedgerEntry.Traded trade) {
    Account account = books.account(trade.accountId()).orElseThrow();
    String ticker = trade.terms().ticker();
    Fill fill = account.fills().getLast();
    tell(account, Channel.FILL, ticker, Frames.fill(fill));
    tell(
        account,
        Channel.MARKET_POSITIONS,
        ticker,
        Frames.position(account, ticker, account.holding(ticker)));
    everyone(Channel.TRADE, ticker, Frames.trade(fill));
  }

  private void determined(String ticker, Verdict verdict, Instant at) {
    lifecycle(ticker, Frames.determined(ticker, verdict, at));
  }

  private void added(LedgerEntry.MarketAdded added) {
    Listing listing = added.listing();
    lifecycle(listing.ticker(), Frames.created(listing, added.closes()));
    if (!listing.opens().isAfter(added.at())) {
      lifecycle(listing.ticker(), Frames.activated(listing.ticker()));
    }
  }

  private void settled(LedgerEntry.Settled settled) {
    lifecycle(settled.ticker(), Frames.settled(settled.ticker(), settled.at()));
    for (Line line : open) {
      paid(line.account(), settled)
          .ifPresent(
              s ->
                  line.deliver(
                      Channel.MARKET_POSITIONS,
                      s.ticker(),
                      Frames.position(line.account(), s.ticker(), s.holding())));
    }
  }

  private static Optional<Settlement> paid(Account account, LedgerEntry.Settled settled) {
    return account.settlements().isEmpty()
        ? Optional.empty()
        : Optional.of(account.settlements().getLast()).filter(s -> s.at().equals(settled.at()));
  }

  private void lifecycle(String ticker, Frames.Message message) {
    if (Tickers.isCombo(ticker)) {
      everyone(Channel.COMBO_LIFECYCLE, ticker, message.ofCombo());
    } else {
      everyone(Channel.MARKET_LIFECYCLE, ticker, message);
    }
  }

  private void everyone(Channel channel, String ticker, Frames.Message message) {
    open.forEach(line -> line.deliver(channel, ticker, message));
  }

  private void tell(Account account, Channel channel, String ticker, Frames.Message message) {
    open.stream()
        .filter(l -> l.account() == account)
        .forEach(line -> line.deliver(channel, ticker, message));
  }
}
