package io.positionstream.exchange.kalshi;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.TestEngine;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.TimePassed;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.simulator.InProcessExchange;
import io.positionstream.simulator.InProcessExchange.Member;
import io.positionstream.simulator.InProcessExchange.Truth;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One seed, one run: an account trades on the simulated exchange while things go wrong, under a
 * virtual clock; the engine and the adapter are the real ones. Afterwards everything must be known
 * that is true, and nothing else.
 */
final class SimulatedRun {

  /** Faults that pass; a refused key (http_401) ends a line, and is tested on its own. */
  private static final List<String> KINDS =
      List.of(
          "refuse_connect",
          "error_shape",
          "missing_fields",
          "slow_frames",
          "rate_limit",
          "maintenance",
          "http_502",
          "http_429",
          "html_body",
          "cut",
          "half_open",
          "silent_data",
          "no_ping",
          "delay",
          "duplicate",
          "reorder",
          "garbage",
          "seq_gap",
          "null_fields",
          "unknown_fields",
          "clock_skew");

  private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");
  private static final String EVENT = "KXRACE-26MAR02";
  private static final int STEPS = 40;

  /** The longest back-off, a load, and the next regular read. */
  private static final Duration HEALED = Duration.ofSeconds(60 + 25 + 10);

  private static final Duration CHECKED = Duration.ofSeconds(65);

  private final Random random;
  private final VirtualTime time = new VirtualTime(START);
  private final InProcessExchange exchange;
  private final SimulatedTransport network;
  private final Member member;
  private final AccountEngine engine;
  private final List<String> story = new ArrayList<>();
  private final SimulatedVerdict verdict;
  private final List<String> openMarkets = new ArrayList<>();
  private final List<String> determinedMarkets = new ArrayList<>();
  private BigDecimal paidIn = new BigDecimal("1000.00");
  private Line lastLine = new Line.Connecting(START, "");
  private int markets;

  private SimulatedRun(long seed) {
    this.random = new Random(seed);
    this.exchange =
        new InProcessExchange(
            time.clock(),
            (delay, task) ->
                time.schedule(task, Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS),
            seed);
    var timing = new TestTiming();
    var around = new Surroundings(timing, time.clock(), time, new Random(seed + 1), new WireNews());
    this.network = new SimulatedTransport(exchange, timing.answer(), time);
    this.member = exchange.openAccount("1000.00");
    KalshiExchange kalshi =
        new KalshiExchange(Map.of("demo", new TestTiming.Nowhere(true)), network, around);
    for (int i = 0; i < 4; i++) {
      listMarket();
    }
    trade();
    trade();
    this.verdict = new SimulatedVerdict(exchange.truth(member.accountId()));
    this.engine =
        TestEngine.follow(
            new AccountId(new UUID(seed, 1)),
            kalshi.open(new ExchangeKey("demo", member.keyId(), member.pem(), 0)),
            seconds(),
            START);
    engine.portfolios().subscribe().with(this::follow);
    pass(Duration.ofSeconds(2));
  }

  /** What went wrong, and the story that led there; empty if all is well. */
  static Optional<String> play(long seed) {
    SimulatedRun run = new SimulatedRun(seed);
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    List<String> wrong = run.end();
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "seed %d%n  %s%n  after%n    %s"
                .formatted(
                    seed,
                    String.join(System.lineSeparator() + "  ", wrong),
                    String.join(System.lineSeparator() + "    ", run.story)));
  }

  /** What is unexplained after money came that is neither trade nor deposit, and trades went on. */
  static String unexplainedAfterReturnOf(String collateral) {
    SimulatedRun run = new SimulatedRun(1);
    run.pass(CHECKED.multipliedBy(2));
    run.deposit();
    run.exchange.control(
        "POST",
        "/accounts/" + run.member.accountId() + "/cash",
        new JsonObject().put("amount_dollars", collateral).put("kind", "collateral_return"));
    run.trade();
    run.pass(CHECKED.multipliedBy(3));
    return run.engine.portfolio().unexplained().orElseThrow().plain();
  }

  private Multi<AccountEvent> seconds() {
    return Multi.createFrom()
        .ticks()
        .onExecutor(time)
        .every(Duration.ofSeconds(1))
        .map(
            tick ->
                new TimePassed(
                    time.clock().instant(), time.clock().instant().truncatedTo(ChronoUnit.DAYS)));
  }

  private void step() {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> fault();
      case 4, 5, 6, 7, 8, 9, 10 -> trade();
      case 11, 12, 13 -> quote();
      case 14 -> deposit();
      case 15 -> determine();
      case 16 -> settle();
      case 17 -> amend();
      default -> {}
    }
    pass(Duration.ofMillis(1 + (long) Math.pow(10, 1 + random.nextDouble() * 3.2)));
  }

  private void fault() {
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    int seconds = 1 + random.nextInt(40);
    // A clock is off or it is not.
    boolean always = kind.equals("clock_skew") || random.nextBoolean();
    double probability = always ? 1 : random.nextDouble();
    told(kind, seconds + " s, " + probability);
    exchange.startFault(kind, member.accountId(), seconds, probability, random.nextLong());
  }

  private void trade() {
    String ticker = any(openMarkets);
    String side = random.nextBoolean() ? "yes" : "no";
    String count = (1 + random.nextInt(30)) + "." + (random.nextInt(4) == 0 ? "37" : "00");
    String price = "0." + (1000 + random.nextInt(8000));
    told("trade", ticker + " " + side + " " + count + " @ " + price);
    exchange.trade(member.accountId(), ticker, side, count, price);
  }

  private void quote() {
    int bid = 1000 + random.nextInt(4000);
    exchange.quote(any(openMarkets), "0." + bid, "0." + (bid + 100 + random.nextInt(4000)));
  }

  private void determine() {
    String ticker = any(openMarkets);
    openMarkets.remove(ticker);
    determinedMarkets.add(ticker);
    String result = List.of("yes", "no", "scalar").get(random.nextInt(3));
    told("determine", ticker + " " + result);
    exchange.determine(
        ticker,
        result,
        result.equals("scalar") ? Optional.of("0." + (10 + random.nextInt(89))) : Optional.empty());
    listMarket();
  }

  private void settle() {
    if (!determinedMarkets.isEmpty()) {
      String ticker = any(determinedMarkets);
      determinedMarkets.remove(ticker);
      exchange.settle(told("settle", ticker));
    }
  }

  /** A result is in doubt, and comes out the other way. */
  private void amend() {
    if (!determinedMarkets.isEmpty()) {
      String ticker = any(determinedMarkets);
      exchange.dispute(told("dispute", ticker));
      pass(Duration.ofSeconds(random.nextInt(60)));
      exchange.amend(told("amend", ticker), random.nextBoolean() ? "yes" : "no", Optional.empty());
    }
  }

  private void deposit() {
    String amount = random.nextInt(50) + ".25";
    exchange.moveCash(member.accountId(), told("cash", amount));
    paidIn = paidIn.add(new BigDecimal(amount));
  }

  private void listMarket() {
    String ticker = EVENT + "-" + (char) ('A' + markets++);
    openMarkets.add(ticker);
    exchange.listMarket(ticker, EVENT, START.plus(Duration.ofDays(1)));
    exchange.quote(ticker, "0.4000", "0.6000");
  }

  private void pass(Duration span) {
    time.pass(span);
  }

  private void follow(Portfolio portfolio) {
    verdict.reads(portfolio);
    if (!portfolio.line().equals(lastLine)) {
      lastLine = portfolio.line();
      told("line", lastLine.status() + " " + lastLine.reason());
    }
  }

  private List<String> end() {
    List<String> wrong = new ArrayList<>();
    exchange.endFaults();
    told("faults", "over");
    pass(HEALED);
    if (!(engine.portfolio().line() instanceof Line.Live)) {
      wrong.add("not live again: " + engine.portfolio().line());
    }
    pass(CHECKED);
    Truth truth = exchange.truth(member.accountId());
    wrong.addAll(verdict.on(engine.portfolio(), truth, paidIn));
    if (network.mostOpen() != 1) {
      wrong.add("sockets open at one time: " + network.mostOpen());
    }
    return wrong;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String told(String what, String how) {
    story.add(
        Duration.between(START, time.clock().instant()).toMillis() + " ms " + what + " " + how);
    return how;
  }
}
