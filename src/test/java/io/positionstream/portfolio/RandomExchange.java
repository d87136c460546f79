package io.positionstream.portfolio;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.Market.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An exchange to which anything may happen, and a line to it that delays, repeats and reorders what
 * it says. Its books are kept by another arithmetic than ours: {@link TestLedger}.
 */
final class RandomExchange {

  static final Money START_CASH = Money.ofDollars("1000");

  private static final int MARKETS = 4;

  /** All that REST would show at one moment. */
  record Moment(
      Instant time,
      Map<MarketTicker, Book> books,
      List<Fill> fills,
      Map<MarketTicker, Settlement> settlements,
      Map<MarketTicker, Market> markets,
      Money cash,
      List<Flow> flows) {}

  private record Delivery(Instant at, Function<Instant, AccountEvent> event) {}

  private final Random chance;
  private final Duration slowest;
  private final Duration skew;
  private final Map<MarketTicker, TestLedger> ledgers = new TreeMap<>();
  private final Map<MarketTicker, Instant> updated = new TreeMap<>();
  private final Map<MarketTicker, Market> markets = new TreeMap<>();
  private final Map<MarketTicker, Settlement> settlements = new TreeMap<>();
  private final List<Fill> fills = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private Money cash = START_CASH;
  private final List<Flow> flows = new ArrayList<>();
  private Instant now = Events.T0;

  /**
   * @param slowest how late a message may be, and how far behind REST
   */
  RandomExchange(Random chance, int steps, Duration slowest) {
    this.chance = chance;
    this.slowest = slowest;
    this.skew = Duration.ofMillis(chance.nextInt(20_000) - 10_000);
    for (int i = 0; i < MARKETS; i++) {
      MarketTicker ticker = new MarketTicker("KXM-" + i);
      markets.put(ticker, Market.undescribed(ticker));
    }
    remember();
    for (int i = 0; i < steps; i++) {
      // Now and then two things happen in one millisecond.
      now = chance.nextInt(8) == 0 ? now : now.plusMillis(1 + chance.nextInt(8_000));
      happen();
      remember();
      if (chance.nextInt(6) == 0) {
        load();
      }
    }
  }

  /** What is heard, in the order in which it is. */
  List<AccountEvent> heard() {
    return deliveries.stream()
        .sorted(Comparator.comparing(Delivery::at))
        .map(d -> d.event().apply(d.at()))
        .toList();
  }

  /** All that was said of our own business once more, in any order. */
  List<AccountEvent> repeated() {
    List<AccountEvent> again = new ArrayList<>(heard());
    again.removeIf(
        e -> !(e instanceof AccountEvent.Filled || e instanceof AccountEvent.HoldingReported));
    Collections.shuffle(again, chance);
    return again;
  }

  Moment end() {
    return moments.getLast();
  }

  /** The first read, before anything happened. */
  AccountLoaded first() {
    Moment start = moments.getFirst();
    return read(start.time(), start, start, start, start, Events.T0, Events.T0);
  }

  /** A read when all is over and everything shows. */
  AccountLoaded complete() {
    Instant late = deliveries.stream().map(Delivery::at).max(Comparator.naturalOrder()).orElse(now);
    Instant asked = late.plus(Freshness.RESULT_LAG).plusSeconds(1);
    return read(end().time(), end(), end(), end(), end(), asked, asked.plusSeconds(1));
  }

  private void happen() {
    MarketTicker ticker = new MarketTicker("KXM-" + chance.nextInt(MARKETS));
    Phase phase = markets.get(ticker).phase();
    boolean settled = settlements.containsKey(ticker);
    switch (chance.nextInt(20)) {
      case 0 -> {
        Money amount = new Money(chance.nextInt(50_000_000) - 10_000_000);
        flows.add(new Flow("f" + flows.size(), amount, Money.ZERO, theirs(now)));
        cash = cash.plus(amount);
      }
      case 1 -> {
        if (phase == Phase.OPEN) {
          turn(ticker, Phase.CLOSED, Optional.empty());
        }
      }
      case 2, 3 -> {
        if (!settled) {
          determine(ticker);
        }
      }
      case 4 -> {
        if (phase == Phase.DETERMINED && !settled) {
          turn(ticker, Phase.CLOSED, Optional.empty());
        }
      }
      case 5, 6 -> settle(ticker);
      default -> {
        if (phase == Phase.OPEN) {
          trade(ticker);
        }
      }
    }
  }

  private void trade(MarketTicker ticker) {
    TestLedger ledger = ledgers.computeIfAbsent(ticker, t -> new TestLedger());
    Side side = chance.nextBoolean() ? Side.YES : Side.NO;
    Contracts quantity = new Contracts(1 + chance.nextInt(500));
    Price yesPrice = new Price(1 + chance.nextInt(9_999));
    Money fee = new Money(1 + chance.nextInt(20_000));
    cash = cash.plus(ledger.trade(side, quantity, yesPrice, fee));
    Holding after = ledger.holding();
    Instant time = theirs(now).plusNanos(1_000L * fills.size());
    Fill fill =
        new Fill(
            new TradeId("t" + fills.size()),
            ticker,
            side,
            quantity,
            yesPrice,
            fee,
            true,
            time,
            Optional.of(after.contracts()));
    fills.add(fill);
    updated.put(ticker, time);
    Fill frame = told(fill, time.truncatedTo(ChronoUnit.MILLIS), fill.positionAfter());
    say(at -> new AccountEvent.Filled(frame, at));
    say(at -> new AccountEvent.HoldingReported(ticker, TestLedger.untraded(after), at));
  }

  /** The first result, or another one. */
  private void determine(MarketTicker ticker) {
    Optional<Price> value =
        switch (chance.nextInt(4)) {
          case 0 -> Optional.of(Price.ZERO);
          case 1 -> Optional.of(Price.ONE);
          case 2 -> Optional.of(new Price(chance.nextInt(10_001)));
          default -> Optional.empty();
        };
    turn(ticker, Phase.DETERMINED, value);
    say(at -> new AccountEvent.MarketDetermined(ticker, value, at));
  }

  /** Pays at the result, or corrects what was paid. */
  private void settle(MarketTicker ticker) {
    TestLedger ledger = ledgers.get(ticker);
    Market market = markets.get(ticker);
    if (ledger == null || market.settlementValue().isEmpty()) {
      return;
    }
    Settlement before = settlements.get(ticker);
    Price value =
        before == null ? market.settlementValue().get() : new Price(chance.nextInt(10_001));
    Settlement row = ledger.settled(ticker, value, theirs(now));
    cash = cash.plus(row.payout()).minus(before == null ? Money.ZERO : before.payout());
    settlements.put(ticker, row);
    Holding flat = new Holding(Contracts.ZERO, Money.ZERO, row.realized(), row.fees(), Money.ZERO);
    say(at -> new AccountEvent.HoldingReported(ticker, flat, at));
  }

  private void turn(MarketTicker ticker, Phase phase, Optional<Price> value) {
    Market old = markets.get(ticker);
    markets.put(
        ticker,
        new Market(
            ticker, old.event(), old.title(), Optional.of(now), old.expiresAt(), phase, value));
  }

  /** By the socket: soon or late, once or twice. */
  private void say(Function<Instant, AccountEvent> event) {
    for (int again = 0; again <= chance.nextInt(2); again++) {
      int delay =
          chance.nextInt(3) == 0 ? chance.nextInt((int) slowest.toMillis()) : chance.nextInt(500);
      deliveries.add(new Delivery(now.plusMillis(delay), event));
    }
  }

  /** By REST, each part as of some moment of the last ones: reads lag. */
  private void load() {
    int last = moments.size() - 1;
    int known = last;
    for (int back = chance.nextInt(4); back > 0 && known > 0; back--) {
      boolean recent = moments.get(known - 1).time().plus(slowest).isAfter(theirs(now));
      known -= recent ? 1 : 0;
    }
    Instant asOf = moments.get(known).time();
    Instant asked = now;
    Moment[] seen = new Moment[4];
    for (int part = 0; part < seen.length; part++) {
      seen[part] = moments.get(known + chance.nextInt(last - known + 1));
    }
    deliveries.add(
        new Delivery(
            asked.plusMillis(chance.nextInt(3_000)),
            at -> read(asOf, seen[0], seen[1], seen[2], seen[3], asked, at)));
  }

  private AccountLoaded read(
      Instant asOf,
      Moment books,
      Moment paid,
      Moment balance,
      Moment executions,
      Instant asked,
      Instant at) {
    return new AccountLoaded(
        asOf,
        asked,
        books.books(),
        balance.cash(),
        executions.fills().stream().map(f -> told(f, f.time(), Optional.empty())).toList(),
        List.copyOf(paid.settlements().values()),
        books.books().keySet().stream()
            .map(t -> new MarketRead(books.markets().get(t), Quote.NONE, asked, at))
            .toList(),
        Optional.of(balance.flows()),
        at);
  }

  private void remember() {
    Map<MarketTicker, Book> books = new TreeMap<>();
    ledgers.forEach(
        (ticker, ledger) -> {
          if (!settlements.containsKey(ticker)) {
            books.put(ticker, new Book(ledger.holding(), updated.get(ticker)));
          }
        });
    moments.add(
        new Moment(
            theirs(now),
            books,
            List.copyOf(fills),
            Map.copyOf(settlements),
            Map.copyOf(markets),
            cash,
            List.copyOf(flows)));
  }

  /** The socket tells milliseconds and the position after a fill, REST microseconds and none. */
  private static Fill told(Fill f, Instant time, Optional<Contracts> positionAfter) {
    return new Fill(
        f.id(),
        f.market(),
        f.side(),
        f.quantity(),
        f.yesPrice(),
        f.fee(),
        f.taker(),
        time,
        positionAfter);
  }

  /** The exchange's clock is not ours. */
  private Instant theirs(Instant ours) {
    return ours.plus(skew);
  }
}
