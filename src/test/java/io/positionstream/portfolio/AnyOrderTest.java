package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.RandomExchange.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever happens and however it is told, the end is the truth of the exchange. */
class AnyOrderTest {

  private static final int HISTORIES = 3_000;
  private static final int STEPS = 60;

  @Test
  void everyHistoryEndsAtTheTruthInWhateverOrderItIsTold() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      try {
        endsAtTheTruth(new RandomExchange(new Random(seed), STEPS, Duration.ofMinutes(1)));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static void endsAtTheTruth(RandomExchange exchange) {
    Portfolio told = Events.unknown().apply(exchange.first());
    for (AccountEvent event : exchange.heard()) {
      told = told.apply(event);
    }
    Moment truth = exchange.end();
    assertThat(keys(told, Fact.Filled.class)).as("fills, by the socket").isEqualTo(fills(truth));

    Map<MarketTicker, Holding> unpaid = held(told);
    unpaid.keySet().removeAll(truth.settlements().keySet());
    assertThat(shown(unpaid)).as("positions, by the socket").isEqualTo(shown(held(truth)));

    Portfolio end = told.apply(exchange.complete());
    assertThat(held(end)).as("positions").isEqualTo(held(truth));
    assertThat(entries(end)).as("entry times").isEqualTo(entries(truth));
    assertThat(markets(end)).as("lives of the markets").isEqualTo(markets(truth));
    assertThat(end.cash()).as("cash").contains(truth.cash());
    assertThat(end.totals().realized()).as("realized").isEqualTo(realized(truth));
    assertThat(end.totals().fees()).as("fees").isEqualTo(fees(truth));
    assertThat(keys(end, Fact.Filled.class)).as("fills").isEqualTo(fills(truth));
    assertThat(keys(end, Fact.Settled.class))
        .as("settlements")
        .isEqualTo(
            truth.settlements().keySet().stream().map(t -> "settlement " + t).sorted().toList());
    Portfolio agreed = end.apply(exchange.complete());
    assertThat(agreed.apply(exchange.complete()).seq()).as("read again").isEqualTo(agreed.seq());
    Money paidIn = exchange.first().cash().plus(Flows.sum(truth.flows()));
    assertThat(end.todayProfit())
        .as("today, without what was paid in")
        .contains(truth.cash().plus(end.totals().value()).minus(paidIn));

    Portfolio late = agreed;
    for (AccountEvent event : exchange.repeated()) {
      late = late.apply(event);
    }
    assertThat(late.seq()).as("told again, late").isEqualTo(agreed.seq());
  }

  private static List<String> keys(Portfolio portfolio, Class<? extends Fact> kind) {
    return portfolio.recentFacts().stream()
        .filter(kind::isInstance)
        .map(Fact::key)
        .sorted()
        .toList();
  }

  private static List<String> fills(Moment truth) {
    return truth.fills().stream().map(f -> f.id().value()).sorted().toList();
  }

  private static Map<MarketTicker, Holding> held(Portfolio portfolio) {
    return portfolio.positions().values().stream()
        .collect(Collectors.toMap(Position::ticker, Position::holding));
  }

  /** The turnover, which nobody sees, is known by REST only. */
  private static Map<MarketTicker, Holding> shown(Map<MarketTicker, Holding> held) {
    Map<MarketTicker, Holding> shown = new TreeMap<>();
    held.forEach((ticker, holding) -> shown.put(ticker, TestLedger.untraded(holding)));
    return shown;
  }

  private static Map<MarketTicker, Holding> held(Moment truth) {
    Map<MarketTicker, Holding> held = new TreeMap<>();
    truth.books().forEach((ticker, book) -> held.put(ticker, book.holding()));
    held.values().removeIf(holding -> holding.contracts().isZero());
    return held;
  }

  private static Map<MarketTicker, Instant> entries(Portfolio portfolio) {
    return portfolio.positions().values().stream()
        .collect(Collectors.toMap(Position::ticker, p -> p.entryTime().orElse(Instant.MAX)));
  }

  private static Map<MarketTicker, Instant> entries(Moment truth) {
    Map<MarketTicker, Instant> entries = new TreeMap<>();
    for (Fill fill : truth.fills()) {
      Contracts after = fill.positionAfter().orElseThrow();
      Contracts before = after.minus(fill.change());
      if (before.isZero() || before.opposes(after)) {
        entries.put(fill.market(), fill.time().truncatedTo(ChronoUnit.MILLIS));
      }
    }
    entries.keySet().retainAll(held(truth).keySet());
    return entries;
  }

  private static Map<MarketTicker, Market> markets(Portfolio portfolio) {
    return portfolio.positions().values().stream()
        .collect(Collectors.toMap(Position::ticker, Position::market));
  }

  private static Map<MarketTicker, Market> markets(Moment truth) {
    Map<MarketTicker, Market> markets = new TreeMap<>(truth.markets());
    markets.keySet().retainAll(held(truth).keySet());
    return markets;
  }

  private static Money realized(Moment truth) {
    Money open =
        truth.books().values().stream()
            .map(book -> book.holding().realized())
            .reduce(Money.ZERO, Money::plus);
    return truth.settlements().values().stream()
        .map(Settlement::realized)
        .reduce(open, Money::plus);
  }

  private static Money fees(Moment truth) {
    return truth.fills().stream().map(Fill::fee).reduce(Money.ZERO, Money::plus);
  }
}
