package io.positionstream.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** An exchange without wire, disk or real time, for tests of what it does. */
final class TestFloor implements Feed {
  static final String MARKET = "KXTEST-26JUL06-A";

  final VirtualTime time = new VirtualTime();
  final List<LedgerEntry> entries = new ArrayList<>();
  final List<Market> requoted = new ArrayList<>();
  final Books books = new Books();
  final Exchange exchange =
      new Exchange(books, entries::add, this, time.clock(), new SplittableRandom(7));

  /** Lists {@link #MARKET}, open for a day. */
  Market listMarket() {
    exchange.listEvent("KXTEST-26JUL06", "A test", "", false);
    Listing listing =
        new Listing(
            MARKET, "KXTEST-26JUL06", "A test", "Yes", time.instant(), time.instant(), false);
    return exchange.listMarket(listing, time.instant().plusSeconds(86_400));
  }

  Account openAccount(String id) {
    return exchange.openAccount(id, Dollars.of("1000"));
  }

  Fill trade(Account account, Side side, String count, String yesPrice, String fee) {
    Execution terms =
        new Execution(MARKET, side, Contracts.of(count), Price.of(yesPrice), Dollars.of(fee), true);
    return exchange.trade(account, terms);
  }

  void finish(Market market, Result result, String value) {
    exchange.determine(
        market,
        new Verdict(result, value.isEmpty() ? Optional.empty() : Optional.of(Price.of(value))));
    exchange.settle(market);
  }

  @Override
  public void happened(LedgerEntry entry) {}

  @Override
  public void requoted(Market market) {
    requoted.add(market);
  }
}
