package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Day;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.positionstream.portfolio.Position;
import io.positionstream.simulator.InProcessExchange;
import io.positionstream.simulator.InProcessExchange.Truth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what an account shows in the end, and what its reader was told, against the truth. */
final class SimulatedVerdict {

  private static final BigDecimal START_CASH = new BigDecimal("1000.00");

  private final Set<String> history;
  private final Map<String, Integer> told = new TreeMap<>();
  private Optional<Cursor> read = Optional.empty();
  private Optional<Money> firstBase = Optional.empty();

  /**
   * @param before what is true when the reader comes, and no news to it
   */
  SimulatedVerdict(Truth before) {
    this.history = facts(before);
  }

  /** A reader of the stream: what it is told when, told twice or never. */
  void reads(Portfolio portfolio) {
    Cursor from = read.orElse(new Cursor(portfolio.epoch(), 0, 0));
    for (Fact fact : PortfolioChange.since(from, portfolio).orElseThrow().facts()) {
      told.merge(name(fact), 1, Integer::sum);
    }
    read = Optional.of(portfolio.cursor());
    firstBase = firstBase.or(() -> portfolio.day().map(Day::base));
  }

  /** What is wrong; empty if all is well. */
  List<String> on(Portfolio ours, Truth truth, BigDecimal paidIn) {
    List<String> wrong = new ArrayList<>();
    compare(wrong, "positions", positions(truth), positions(ours));
    compare(
        wrong,
        "cash",
        truth.cash().stripTrailingZeros().toPlainString(),
        ours.cash().orElseThrow().plain());
    compare(wrong, "cash explained by profit", plain(truth.cash()), plain(explained(ours, paidIn)));
    compare(wrong, "unexplained", "0", ours.unexplained().map(Money::plain).orElse("unknown"));
    compare(
        wrong,
        "paid in since the start",
        plain(paidIn.subtract(START_CASH)),
        plain(paidInToday(ours)));
    facts(truth).stream()
        .filter(fact -> !history.contains(fact) && !told.containsKey(fact))
        .forEach(fact -> wrong.add("never told: " + fact));
    told.forEach(
        (fact, times) -> {
          if (times > 1) {
            wrong.add("told " + times + " times: " + fact);
          }
        });
    return wrong;
  }

  /** What today's profit leaves out, whether it came in time for the base or after it. */
  private BigDecimal paidInToday(Portfolio ours) {
    Day day = ours.day().orElseThrow();
    return new BigDecimal(day.base().plus(day.flows()).minus(firstBase.orElseThrow()).plain());
  }

  private static String name(Fact fact) {
    return switch (fact) {
      case Fact.Filled filled -> "fill " + filled.fill().id().value();
      case Fact.Settled settled -> "settlement " + settled.settlement().market().value();
    };
  }

  /** What was paid in, what was made of it, and what is bound; the exchange shows four decimals. */
  private static BigDecimal explained(Portfolio ours, BigDecimal paidIn) {
    BigDecimal bound =
        ours.positions().values().stream()
            .map(position -> new BigDecimal(position.holding().cost().plain()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return paidIn
        .add(new BigDecimal(ours.totals().realized().plain()))
        .subtract(new BigDecimal(ours.totals().fees().plain()))
        .subtract(bound)
        .setScale(4, RoundingMode.FLOOR);
  }

  private static void compare(List<String> wrong, String what, Object truth, Object ours) {
    if (!truth.equals(ours)) {
      wrong.add("%s: the exchange has %s, we have %s".formatted(what, truth, ours));
    }
  }

  private static Set<String> facts(Truth truth) {
    Set<String> facts = new TreeSet<>();
    truth.fills().forEach(fill -> facts.add("fill " + fill.tradeId()));
    truth.settlements().forEach(paid -> facts.add("settlement " + paid.ticker()));
    return facts;
  }

  private static Map<String, String> positions(Truth truth) {
    return truth.positions().stream()
        .filter(row -> row.position().signum() != 0)
        .collect(
            Collectors.toMap(
                InProcessExchange.Position::ticker,
                row -> plain(row.position(), row.exposure(), row.realized(), row.fees()),
                (a, b) -> a,
                TreeMap::new));
  }

  private static Map<String, String> positions(Portfolio portfolio) {
    return portfolio.positions().values().stream()
        .collect(
            Collectors.toMap(
                position -> position.ticker().value(),
                SimulatedVerdict::plain,
                (a, b) -> a,
                TreeMap::new));
  }

  private static String plain(Position position) {
    var holding = position.holding();
    return List.of(
            holding.contracts().plain(),
            holding.cost().plain(),
            holding.realized().plain(),
            holding.fees().plain())
        .stream()
        .map(text -> new BigDecimal(text).stripTrailingZeros().toPlainString())
        .collect(Collectors.joining(" "));
  }

  private static String plain(BigDecimal... amounts) {
    return List.of(amounts).stream()
        .map(amount -> amount.stripTrailingZeros().toPlainString())
        .collect(Collectors.joining(" "));
  }
}
