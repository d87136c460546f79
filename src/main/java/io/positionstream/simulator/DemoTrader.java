package io.positionstream.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Gives the demo account a life: a handful of positions at once, then now and then a trade at the
 * price of the moment while the tape plays. Never trades against an empty side, and keeps some
 * cash.
 */
final class DemoTrader {
  private static final Logger LOG = Logger.getLogger(DemoTrader.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);
  private static final int PAUSE_SPAN_MS = 25_000;
  private static final Contracts LARGEST_POSITION = Contracts.whole(150);
  private static final Dollars RESERVE = Dollars.of("50");
  private static final Dollars TOP_UP_BELOW = Dollars.of("300");
  private static final Dollars TOP_UP = Dollars.of("500");

  private final Exchange exchange;
  private final Account account;
  private final TapePlayer tape;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private Runnable cancel = () -> {};

  DemoTrader(
      Exchange exchange,
      Account account,
      TapePlayer tape,
      Scheduler scheduler,
      RandomGenerator random) {
    this.exchange = exchange;
    this.account = account;
    this.tape = tape;
    this.scheduler = scheduler;
    this.random = random;
  }

  /**
   * Takes positions in the event on show unless it has some, and goes on trading; again with each
   * new event.
   */
  void start() {
    tape.onTurn(this::enter);
    enter();
    rest();
  }

  void stop() {
    cancel.run();
  }

  private void rest() {
    cancel = scheduler.after(SHORTEST_PAUSE.plusMillis(random.nextInt(PAUSE_SPAN_MS)), this::act);
  }

  private void act() {
    if (tape.playing()) {
      trade(pick(tape.markets()));
    }
    rest();
  }

  /** Every second outcome YES, the others NO; an account that lost much gets fresh money first. */
  private void enter() {
    List<Market> markets = tape.markets();
    if (markets.stream().anyMatch(m -> account.holdings().containsKey(m.ticker()))) {
      return;
    }
    if (account.cash().compareTo(TOP_UP_BELOW) < 0) {
      exchange.moveCash(account, TOP_UP);
    }
    for (int i = 0; i < markets.size(); i++) {
      buy(
          markets.get(i),
          i % 2 == 0 ? Side.YES : Side.NO,
          Contracts.whole(20 + random.nextInt(5) * 10L));
    }
  }

  private void trade(Market market) {
    Contracts position = account.holding(market.ticker()).position();
    Contracts size = Contracts.whole(5 + random.nextInt(8) * 5L);
    if (position.isZero()) {
      buy(market, random.nextBoolean() ? Side.YES : Side.NO, size);
      return;
    }
    Side held = account.holding(market.ticker()).heldSide();
    Side other = held == Side.YES ? Side.NO : Side.YES;
    switch (random.nextInt(5)) {
      case 0, 1 -> buy(market, held, size);
      case 2, 3 -> buy(market, other, size.min(position.abs()));
      default -> buy(market, other, position.abs().plus(size));
    }
  }

  /**
   * Acquires a side at the price of the moment, as far as the book, the limits and the cash allow.
   */
  private void buy(Market market, Side side, Contracts wanted) {
    Optional<Execution> terms = terms(market, side, wanted);
    if (terms.isPresent() && isAllowed(terms.get())) {
      Fill fill = exchange.trade(account, terms.get());
      LOG.debugf(
          "Demo account traded: market=%s side=%s position=%s",
          market.ticker(), side, fill.positionAfter().wire());
    }
  }

  private Optional<Execution> terms(Market market, Side side, Contracts wanted) {
    Quote quote = market.quote();
    boolean offered = side == Side.YES ? quote.hasAsk() : quote.hasBid();
    if (!offered || exchange.status(market) != MarketStatus.ACTIVE) {
      return Optional.empty();
    }
    Price price = side == Side.YES ? quote.ask() : quote.bid();
    Contracts count = wanted.min(side == Side.YES ? quote.askSize() : quote.bidSize());
    return Optional.of(
        new Execution(market.ticker(), side, count, price, Fees.of(count, price, true), true));
  }

  private boolean isAllowed(Execution terms) {
    Contracts before = account.holding(terms.ticker()).position();
    Contracts after = before.plus(terms.side().signed(terms.count())).abs();
    boolean shrinks = after.compareTo(before.abs()) < 0;
    Dollars rest = account.cash().minus(terms.cost()).minus(terms.fee());
    return shrinks
        ? account.cash().compareTo(terms.fee()) >= 0
        : after.compareTo(LARGEST_POSITION) <= 0 && rest.compareTo(RESERVE) >= 0;
  }

  private Market pick(List<Market> markets) {
    return markets.get(random.nextInt(markets.size()));
  }
}
