package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TestLedger;
import io.positionstream.portfolio.TradeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What may happen in one market: opening, adding, closing exactly to flat, crossing zero, and in
 * the end perhaps a payment. The truth is kept by another arithmetic than ours.
 */
final class RandomHistory {

  static final MarketTicker MARKET = Events.RAIN;

  private final Random chance;
  private final List<Fill> fills = new ArrayList<>();
  private final TestLedger truth = new TestLedger();
  private Money cash = Money.ZERO;
  private Optional<Settlement> settlement = Optional.empty();

  RandomHistory(long seed) {
    chance = new Random(seed);
    Instant now = Events.T0;
    boolean alone = true;
    int count = chance.nextInt(25);
    for (int i = 0; i < count; i++) {
      // Two fills of one millisecond, never three: those may be told without a way to order them.
      boolean together = alone && i > 0 && chance.nextInt(4) == 0;
      now = together ? now.plusNanos(1_000) : now.plusMillis(1 + chance.nextInt(5_000));
      now = together ? now : now.truncatedTo(ChronoUnit.MILLIS).plusNanos(100_000);
      alone = !together;
      trade(i, now);
    }
    if (chance.nextInt(3) == 0) {
      pay(now.plusSeconds(60));
    }
  }

  private void trade(int number, Instant at) {
    Contracts held = truth.holding().contracts();
    Contracts quantity =
        !held.isZero() && chance.nextInt(4) == 0
            ? held.abs()
            : new Contracts(1 + chance.nextInt(500));
    Side side = chance.nextBoolean() ? Side.YES : Side.NO;
    Price price = new Price(1 + chance.nextInt(9_999));
    Money fee = new Money(chance.nextInt(20_000));
    cash = cash.plus(truth.trade(side, quantity, price, fee));
    // Ids say nothing of the order.
    TradeId id = new TradeId(chance.nextInt(1_000) + "-" + number);
    Optional<Contracts> after = Optional.of(truth.holding().contracts());
    fills.add(new Fill(id, MARKET, side, quantity, price, fee, true, at, after));
  }

  private void pay(Instant at) {
    Price value =
        switch (chance.nextInt(3)) {
          case 0 -> Price.ZERO;
          case 1 -> Price.ONE;
          default -> new Price(chance.nextInt(10_001));
        };
    Settlement row = truth.settled(MARKET, value, at);
    cash = cash.plus(row.payout());
    settlement = Optional.of(row);
  }

  /** As they happened. */
  List<Fill> fills() {
    return fills;
  }

  Optional<Settlement> settlement() {
    return settlement;
  }

  /** The exchange's books before a payment. */
  Holding books() {
    return truth.holding();
  }

  /** What came in less what went out. */
  Money cash() {
    return cash;
  }

  Ledger ledger() {
    return ledger(fills);
  }

  /** From these fills, which may lack some, or tell some twice. */
  Ledger ledger(List<Fill> known) {
    return settlement
        .map(paid -> Ledger.settled(paid, known, false))
        .orElseGet(() -> Ledger.open(MARKET, known, books().contracts(), false));
  }

  /** Each fill as the socket tells it, as REST does, or both. */
  List<Fill> told() {
    List<Fill> told = new ArrayList<>();
    for (Fill fill : fills) {
      int voice = chance.nextInt(3);
      if (voice != 0) {
        told.add(told(fill, fill.time(), Optional.empty()));
      }
      if (voice != 1) {
        told.add(told(fill, fill.time().truncatedTo(ChronoUnit.MILLIS), fill.positionAfter()));
      }
    }
    return told;
  }

  private static Fill told(Fill f, Instant time, Optional<Contracts> after) {
    return new Fill(
        f.id(), f.market(), f.side(), f.quantity(), f.yesPrice(), f.fee(), f.taker(), time, after);
  }

  /** In another order, some of it again. */
  List<Fill> shuffled(List<Fill> told) {
    List<Fill> again = new ArrayList<>(told);
    told.stream().filter(f -> chance.nextBoolean()).forEach(again::add);
    Collections.shuffle(again, chance);
    return again;
  }

  /** Without the oldest ones. */
  List<Fill> cutOff() {
    return fills.isEmpty() ? fills : fills.subList(1 + chance.nextInt(fills.size()), fills.size());
  }
}
