package io.positionstream.portfolio;

import static java.util.Objects.requireNonNull;

import io.positionstream.portfolio.Market.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Short words for the events that the tests tell, and for the market they tell of. */
public final class Events {

  public static final Instant T0 = Instant.parse("2026-07-06T12:00:00Z");
  public static final MarketTicker RAIN = new MarketTicker("KXRAIN-26JUL06-YES");
  public static final AccountId ACCOUNT = new AccountId(new UUID(0, 1));

  /** 3.5 YES at 0.40 and 3.5 NO at 0.60: the two sides of one trade. */
  public static final Fill YES = fill("y", Side.YES, "3.5", "0.4", "0.01", 1, Optional.of("3.5"));

  public static final Fill NO = fill("n", Side.NO, "3.5", "0.4", "0.01", 1, Optional.of("-3.5"));

  private Events() {}

  public static Portfolio unknown() {
    return Portfolio.unknown(ACCOUNT, "e1", T0);
  }

  /** An account that was loaded with nothing but this cash. */
  public static Portfolio withCash(String dollars) {
    return unknown().apply(loaded(T0, Map.of(), dollars, List.of(), List.of()));
  }

  /** An account that had a thousand dollars before this fill. */
  public static Portfolio held(Fill fill) {
    return withCash("1000").apply(filled(fill));
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

  /** The market, open until this second. */
  public static Market open(int closeSecond) {
    return market(Phase.OPEN, Optional.empty(), closeSecond);
  }

  public static Market closed() {
    return market(Phase.CLOSED, Optional.empty(), 4);
  }

  public static Market result(String value) {
    return market(Phase.DETERMINED, Optional.of(Price.ofDollars(value)), 4);
  }

  private static Market market(Phase phase, Optional<Price> value, int closeSecond) {
    return new Market(
        RAIN,
        "KXRAIN-26JUL06",
        "Rain?",
        Optional.of(T0.plusSeconds(closeSecond)),
        Optional.empty(),
        phase,
        value);
  }

  public static AccountEvent read(int second, Market market) {
    return read(second, market, second);
  }

  public static AccountEvent read(int asked, Market market, int answered) {
    return new AccountEvent.MarketRead(
        market, Quote.NONE, T0.plusSeconds(asked), T0.plusSeconds(answered));
  }

  public static AccountEvent determined(String value, int second) {
    return new AccountEvent.MarketDetermined(
        RAIN, Optional.of(Price.ofDollars(value)), T0.plusSeconds(second));
  }

  public static AccountEvent time(int second) {
    return new AccountEvent.TimePassed(T0.plusSeconds(second), T0.minus(Duration.ofHours(8)));
  }

  /** A day of an account that held nothing when it began. */
  public static Day day(Instant since, String base, String flows) {
    Money start = dollars(base);
    return new Day(since, start, dollars(flows), Money.ZERO, start);
  }

  /** What is held of the market. */
  public static Position position(Portfolio portfolio) {
    return requireNonNull(portfolio.position(RAIN));
  }

  public static Money dollars(String amount) {
    return Money.ofDollars(amount);
  }
}
