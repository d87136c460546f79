package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Market.Phase;
import io.positionstream.portfolio.Payoffs.Method;
import io.positionstream.portfolio.Payoffs.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What an event brings, outcome by outcome, against every outcome tried out. */
class PayoffsTest {

  private static final Optional<Boolean> EXCLUSIVE = Optional.of(true);
  private static final Optional<Boolean> INDEPENDENT = Optional.of(false);

  @Test
  void everyOutcomeOfAMutuallyExclusiveEventHasItsProfit() {
    Payoffs payoffs = Payoffs.of(List.of(held("A", "10", "4"), held("B", "-10", "7")), EXCLUSIVE);

    assertThat(payoffs.method()).isEqualTo(Method.MUTUALLY_EXCLUSIVE);
    assertThat(payoffs.outcomes())
        .containsExactly(
            new Outcome(Optional.of(ticker("A")), dollars("20"), dollars("9")),
            new Outcome(Optional.of(ticker("B")), dollars("0"), dollars("-11")),
            new Outcome(Optional.empty(), dollars("10"), dollars("-1")));
    assertThat(payoffs.worst()).isEqualTo(dollars("-11"));
    assertThat(payoffs.best()).isEqualTo(dollars("9"));
    assertThat(payoffs.atRisk()).isEqualTo(dollars("11"));
  }

  @Test
  void nothingIsAtRiskWhenEveryOutcomeWins() {
    Payoffs payoffs = Payoffs.of(List.of(held("A", "-10", "4"), held("B", "-10", "5")), EXCLUSIVE);

    assertThat(payoffs.worst()).as("one of the two NOs always pays").isEqualTo(dollars("1"));
    assertThat(payoffs.atRisk()).isEqualTo(Money.ZERO);
  }

  @Test
  void independentMarketsAddUpTheirWorstCases() {
    Payoffs payoffs =
        Payoffs.of(List.of(held("A", "-10", "4"), held("B", "-10", "5")), INDEPENDENT);

    assertThat(payoffs.method()).isEqualTo(Method.INDEPENDENT);
    assertThat(payoffs.outcomes()).isEmpty();
    assertThat(payoffs.worst()).isEqualTo(dollars("-9"));
    assertThat(payoffs.best()).isEqualTo(dollars("11"));
  }

  @Test
  void whatIsNotKnownIsTakenAsIndependentAndSaysSo() {
    List<Position> positions = List.of(held("A", "-10", "4"), held("B", "-10", "5"));
    Payoffs unknown = Payoffs.of(positions, Optional.empty());
    Payoffs independent = Payoffs.of(positions, INDEPENDENT);

    assertThat(unknown.method()).isEqualTo(Method.UNKNOWN);
    assertThat(unknown.worst()).isEqualTo(independent.worst());
    assertThat(unknown.best()).isEqualTo(independent.best());
  }

  @Test
  void aMarketThatCameOutYesLeavesOneOutcome() {
    Payoffs payoffs =
        Payoffs.of(List.of(paid("A", "10", "4", "1"), held("B", "-10", "7")), EXCLUSIVE);

    assertThat(payoffs.outcomes())
        .containsExactly(new Outcome(Optional.of(ticker("A")), dollars("20"), dollars("9")));
    assertThat(payoffs.worst()).isEqualTo(payoffs.best());
  }

  @Test
  void aMarketThatCameOutNoIsNoOutcomeAnyMore() {
    Payoffs payoffs =
        Payoffs.of(List.of(paid("A", "10", "4", "0"), held("B", "-10", "7")), EXCLUSIVE);

    assertThat(payoffs.outcomes())
        .extracting(Outcome::yes)
        .containsExactly(Optional.of(ticker("B")), Optional.empty());
  }

  @Test
  void aScalarResultEndsTheRuleThatOneMarketTakesTheDollar() {
    Payoffs payoffs =
        Payoffs.of(List.of(paid("A", "10", "4", "0.5"), held("B", "10", "5")), EXCLUSIVE);

    assertThat(payoffs.method()).isEqualTo(Method.INDEPENDENT);
    assertThat(payoffs.worst()).isEqualTo(dollars("-4"));
    assertThat(payoffs.best()).isEqualTo(dollars("6"));
  }

  @Property(tries = 400, seed = "11")
  void bestAndWorstOfExclusiveMarketsAreThoseOfAllOutcomesTriedOut(@ForAll long seed) {
    Random chance = new Random(seed);
    int markets = 1 + chance.nextInt(6);
    // Of up to six markets of the event some are held; the result may already be known.
    int winner = chance.nextInt(3) == 0 ? chance.nextInt(markets + 1) : -1;
    List<Position> positions = new ArrayList<>();
    for (int m = 0; m < markets; m++) {
      boolean told = winner >= 0 && chance.nextBoolean();
      if (positions.isEmpty() || chance.nextInt(4) > 0) {
        positions.add(random(chance, m, told ? Optional.of(m == winner) : Optional.empty()));
      }
    }
    List<Money> tried = new ArrayList<>();
    for (int yes = 0; yes <= markets; yes++) {
      if (fits(positions, yes)) {
        tried.add(profit(positions, 1 << yes));
      }
    }
    tried.sort(null);

    Payoffs payoffs = Payoffs.of(positions, EXCLUSIVE);

    assertThat(payoffs.worst()).isEqualTo(tried.getFirst());
    assertThat(payoffs.best()).isEqualTo(tried.getLast());
    assertThat(payoffs.outcomes())
        .allSatisfy(o -> assertThat(o.payout().minus(cost(positions))).isEqualTo(o.profit()));
    Payoffs cautious = Payoffs.of(positions, Optional.empty());
    assertThat(cautious.worst()).isLessThanOrEqualTo(payoffs.worst());
    assertThat(cautious.best()).isGreaterThanOrEqualTo(payoffs.best());
  }

  @Property(tries = 300, seed = "12")
  void bestAndWorstOfIndependentMarketsAreThoseOfAllCombinationsTriedOut(@ForAll long seed) {
    Random chance = new Random(seed);
    int markets = 1 + chance.nextInt(6);
    List<Position> positions = new ArrayList<>();
    for (int m = 0; m < markets; m++) {
      Optional<Boolean> told =
          chance.nextInt(4) == 0 ? Optional.of(chance.nextBoolean()) : Optional.empty();
      positions.add(random(chance, m, told));
    }
    List<Money> tried = new ArrayList<>();
    for (int combination = 0; combination < 1 << markets; combination++) {
      int all = combination;
      if (positions.stream()
          .allMatch(p -> p.market().settlementValue().isEmpty() || isYes(p) == won(p, all))) {
        tried.add(profit(positions, combination));
      }
    }
    tried.sort(null);

    Payoffs payoffs = Payoffs.of(positions, INDEPENDENT);

    assertThat(payoffs.worst()).isEqualTo(tried.getFirst());
    assertThat(payoffs.best()).isEqualTo(tried.getLast());
  }

  @Test
  void positionsAreGroupedByTheirEvent() {
    Portfolio portfolio = Events.withCash("1000");
    for (String name : List.of("KXB-1-A", "KXA-1-A", "KXB-1-C")) {
      MarketTicker market = new MarketTicker(name);
      Fill like = Events.YES;
      portfolio =
          portfolio.apply(
              Events.filled(
                  new Fill(
                      new TradeId(name),
                      market,
                      Side.YES,
                      like.quantity(),
                      like.yesPrice(),
                      like.fee(),
                      true,
                      T0,
                      Optional.empty())));
    }

    List<EventView> events = EventView.of(portfolio);

    assertThat(events).extracting(EventView::event).containsExactly("KXA-1", "KXB-1");
    assertThat(events.getLast().positions()).hasSize(2);
    assertThat(events.getLast().cost()).isEqualTo(dollars("2.8"));
    assertThat(events.getLast().value()).as("no quote, no value").isEmpty();
    assertThat(events.getLast().payoffs().method()).isEqualTo(Method.UNKNOWN);
  }

  private static boolean fits(List<Position> positions, int yes) {
    return positions.stream()
        .filter(p -> p.market().settlementValue().isPresent())
        .allMatch(p -> isYes(p) == won(p, 1 << yes));
  }

  private static boolean isYes(Position position) {
    return position.market().settlementValue().filter(Price.ONE::equals).isPresent();
  }

  private static boolean won(Position position, int winners) {
    int market = position.ticker().value().charAt(0) - 'A';
    return (winners >> market & 1) == 1;
  }

  /** In plain numbers: a contract of the side that comes out pays a dollar. */
  private static Money profit(List<Position> positions, int winners) {
    long millionths = 0;
    for (Position p : positions) {
      long contracts = p.holding().contracts().units();
      boolean pays = won(p, winners) == contracts > 0;
      millionths += (pays ? Math.abs(contracts) * 10_000 : 0) - p.holding().cost().units();
    }
    return new Money(millionths);
  }

  private static Money cost(List<Position> positions) {
    return positions.stream().map(p -> p.holding().cost()).reduce(Money.ZERO, Money::plus);
  }

  private static Position random(Random chance, int market, Optional<Boolean> result) {
    long contracts = (1 + chance.nextInt(5_000)) * (chance.nextBoolean() ? 1 : -1);
    Money cost = new Money(chance.nextInt(30_000_000));
    String name = String.valueOf((char) ('A' + market));
    return position(
        name, new Contracts(contracts), cost, result.map(yes -> yes ? Price.ONE : Price.ZERO));
  }

  private static MarketTicker ticker(String name) {
    return new MarketTicker(name);
  }

  private static Position held(String name, String contracts, String cost) {
    return position(name, Contracts.of(contracts), dollars(cost), Optional.empty());
  }

  private static Position paid(String name, String contracts, String cost, String value) {
    return position(
        name, Contracts.of(contracts), dollars(cost), Optional.of(Price.ofDollars(value)));
  }

  private static Position position(
      String name, Contracts contracts, Money cost, Optional<Price> value) {
    return new Position(
        new Market(
            ticker(name),
            "KXEVENT",
            name,
            Optional.empty(),
            Optional.empty(),
            value.isPresent() ? Phase.DETERMINED : Phase.OPEN,
            value),
        new Holding(contracts, cost, Money.ZERO, Money.ZERO, cost),
        Quote.NONE,
        Optional.empty(),
        Optional.empty(),
        T0,
        1,
        1);
  }
}
