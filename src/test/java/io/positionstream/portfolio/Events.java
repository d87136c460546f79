package io.positionstream.portfolio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Short words for the events that the tests tell. */
public final class Events {

  public static final Instant T0 = Instant.parse("2026-07-06T12:00:00Z");
  public static final MarketTicker RAIN = new MarketTicker("KXRAIN-26JUL06-YES");
  public static final AccountId ACCOUNT = new AccountId(new UUID(0, 1));

  private Events() {}

  public static Portfolio unknown() {
    return Portfolio.unknown(ACCOUNT, "e1", T0);
  }

  /** An account that was loaded with nothing but this cash. */
  public static Portfolio withCash(String dollars) {
    return unknown().apply(loaded(T0, Map.of(), dollars, List.of(), List.of()));
  }

  public static AccountEvent.AccountLoaded loaded(
      Instant asOf,
      Map<MarketTicker, AccountEvent.AccountLoaded.Book> books,
      String cash,
      List<Fill> fills,
      List<Settlement> settlements) {
    return new AccountEvent.AccountLoaded(
        asOf, asOf, books, Money.ofDollars(cash), fills, settlements, List.of(), asOf);
  }

  public static AccountEvent.AccountLoaded.Book book(Holding holding, Instant updatedAt) {
    return new AccountEvent.AccountLoaded.Book(holding, updatedAt);
  }

  public static Holding holding(
      String contracts, String cost, String realized, String fees, String traded) {
    return new Holding(
        Contracts.of(contracts),
        Money.ofDollars(cost),
        Money.ofDollars(realized),
        Money.ofDollars(fees),
        Money.ofDollars(traded));
  }

  public static Fill fill(
      String id, Side side, String quantity, String yesPrice, String fee, int second) {
    return fill(id, side, quantity, yesPrice, fee, second, Optional.empty());
  }

  public static Fill fill(
      String id,
      Side side,
      String quantity,
      String yesPrice,
      String fee,
      int second,
      Optional<String> positionAfter) {
    return new Fill(
        new TradeId(id),
        RAIN,
        side,
        Contracts.of(quantity),
        Price.ofDollars(yesPrice),
        Money.ofDollars(fee),
        true,
        T0.plusSeconds(second),
        positionAfter.map(Contracts::of));
  }

  public static AccountEvent.Filled filled(Fill fill) {
    return new AccountEvent.Filled(fill, fill.time());
  }

  public static Quote quote(String bid, String ask, int second) {
    return new Quote(
        Price.ofDollars(bid),
        Contracts.of(bid.equals("0") ? "0" : "10"),
        Price.ofDollars(ask),
        Contracts.of(ask.equals("1") ? "0" : "10"),
        Price.ofDollars(bid),
        T0.plusSeconds(second));
  }

  public static AccountEvent.Quoted quoted(String bid, String ask, int second) {
    return new AccountEvent.Quoted(RAIN, quote(bid, ask, second), T0.plusSeconds(second));
  }

  public static Money dollars(String amount) {
    return Money.ofDollars(amount);
  }
}
