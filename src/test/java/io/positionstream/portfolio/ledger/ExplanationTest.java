package io.positionstream.portfolio.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.ledger.Part.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The parts of every figure add up to it, to the digit, whatever happened and whatever is known.
 */
class ExplanationTest {

  private static final int HISTORIES = 5_000;

  /** One market explained, and what the exchange and GET /positions tell of it. */
  private record Case(
      long seed, RandomHistory history, Explanation explained, Optional<Position> position) {}

  private interface Law {
    void check(Case one);
  }

  /** {@code lie}: the exchange's figures are others than the fills make. */
  private static void inEvery(boolean cutOff, boolean lie, Law law) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      RandomHistory history = new RandomHistory(seed);
      Random chance = new Random(seed);
      Holding books = lie ? otherwise(history.books(), chance) : history.books();
      Optional<Position> position =
          books.contracts().isZero() ? Optional.empty() : Optional.of(shown(books, chance));
      List<Fill> known = cutOff ? history.cutOff() : history.fills();
      Explanation explained =
          Explanation.of(
              RandomHistory.MARKET,
              known,
              history.settlement(),
              position,
              Optional.of(books),
              false);
      try {
        law.check(new Case(seed, history, explained, position));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static Holding otherwise(Holding books, Random chance) {
    return new Holding(
        books.contracts().plus(new Contracts(chance.nextInt(300))),
        books.cost().plus(new Money(chance.nextInt(1_000))),
        books.realized().minus(new Money(chance.nextInt(1_000))),
        books.fees().plus(new Money(chance.nextInt(1_000))),
        books.traded().plus(new Money(chance.nextInt(1_000))));
  }

  private static Position shown(Holding books, Random chance) {
    Quote quote =
        chance.nextInt(4) == 0
            ? Quote.NONE
            : new Quote(
                new Price(1 + chance.nextInt(9_999)),
                Contracts.of("1"),
                new Price(1 + chance.nextInt(9_999)),
                Contracts.of("1"),
                Price.ZERO,
                Events.T0);
    Market market = Market.undescribed(RandomHistory.MARKET);
    return new Position(market, books, quote, Optional.empty(), Optional.empty(), Events.T0, 1, 1);
  }

  @Test
  void thePartsAddUpToEveryFigure() {
    inEvery(false, false, ExplanationTest::addsUp);
    inEvery(true, false, ExplanationTest::addsUp);
    inEvery(false, true, ExplanationTest::addsUp);
    inEvery(true, true, ExplanationTest::addsUp);
  }

  private static void addsUp(Case one) {
    Explanation e = one.explained();
    Contracts contracts =
        e.quantity().parts().stream().map(Part::amount).reduce(Contracts.ZERO, Contracts::plus);
    assertThat(contracts).isEqualTo(e.quantity().value().orElseThrow());
    amounts(e).forEach(ExplanationTest::addsUp);
  }

  private static void addsUp(Figure<Money> figure) {
    Money sum = figure.parts().stream().map(Part::amount).reduce(Money.ZERO, Money::plus);
    Money explained =
        figure.parts().stream()
            .filter(part -> part.kind() != Kind.UNEXPLAINED)
            .map(Part::amount)
            .reduce(Money.ZERO, Money::plus);
    figure.value().or(figure::ours).ifPresent(told -> assertThat(sum).isEqualTo(told));
    figure.ours().ifPresent(ours -> assertThat(ours).isEqualTo(explained));
    assertThat(figure.difference()).isEqualTo(figure.value().map(v -> v.minus(explained)));
  }

  private static Stream<Figure<Money>> amounts(Explanation e) {
    return Stream.of(
        e.entryPrice(), e.costBasis(), e.value(), e.unrealized(), e.realized(), e.fees());
  }

  @Test
  void theValuesAreThoseOfThePosition() {
    inEvery(true, true, ExplanationTest::isShown);
  }

  private static void isShown(Case one) {
    Explanation e = one.explained();
    if (one.history().settlement().isPresent()) {
      Settlement paid = one.history().settlement().get();
      assertThat(e.position()).isEmpty();
      assertThat(e.quantity().value()).contains(Contracts.ZERO);
      assertThat(e.realized().value()).contains(paid.realized());
      assertThat(e.fees().value()).contains(paid.fees());
      return;
    }
    one.position()
        .ifPresent(
            p -> {
              assertThat(e.quantity().value()).contains(p.quantity());
              assertThat(e.costBasis().value()).contains(p.holding().cost());
              assertThat(e.entryPrice().value().orElseThrow().centsEach(Contracts.of("1")))
                  .isEqualTo(p.holding().cost().centsEach(p.quantity()));
              assertThat(e.value().value()).isEqualTo(p.value());
              assertThat(e.unrealized().value()).isEqualTo(p.unrealized());
              assertThat(e.realized().value()).contains(p.holding().realized());
              assertThat(e.fees().value()).contains(p.holding().fees());
            });
  }

  @Test
  void nothingIsUnexplainedWhereAllFillsAreKnown() {
    inEvery(
        false,
        false,
        one -> {
          assertThat(one.explained().isComplete()).isTrue();
          assertThat(one.explained().isProven()).isTrue();
          amounts(one.explained())
              .forEach(
                  figure -> {
                    assertThat(figure.parts()).noneMatch(p -> p.kind() == Kind.UNEXPLAINED);
                    assertThat(figure.ours()).isEqualTo(figure.value());
                  });
        });
  }

  @Test
  void whatIsMissingIsNeverGuessed() {
    inEvery(
        true,
        false,
        one -> {
          Explanation e = one.explained();
          Ledger ledger = e.ledger();
          if (!ledger.before().isZero()) {
            assertThat(e.isComplete()).isFalse();
            assertThat(e.isProven()).isFalse();
            assertThat(e.realized().ours()).isEmpty();
            assertThat(e.fees().ours()).isEmpty();
          }
          boolean missing = ledger.fills().size() < one.history().fills().size();
          if (missing && one.history().settlement().isEmpty()) {
            assertThat(e.isComplete()).as("the turnover tells that there was more").isFalse();
          }
          assertThat(e.costBasis().ours()).isEqualTo(ledger.cost().average());
        });
  }

  @Test
  void whatTheExchangeSaysBeyondTheFillsIsAPartOfItsOwn() {
    Explanation e =
        Explanation.of(
            Events.RAIN,
            List.of(Events.YES),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Events.holding("3.5", "1.41", "-0.2", "0.01", "1.4")),
            false);

    assertThat(e.costBasis().ours()).contains(Events.dollars("1.4"));
    assertThat(e.costBasis().difference()).contains(Events.dollars("0.01"));
    assertThat(e.costBasis().parts())
        .containsExactly(
            new Part<>(
                Kind.LOT, Optional.of(Events.YES.id()), Optional.empty(), Events.dollars("1.4")),
            Part.unexplained(Events.dollars("0.01")));
    assertThat(e.realized().parts()).containsExactly(Part.unexplained(Events.dollars("-0.2")));
    assertThat(e.fees().parts())
        .containsExactly(
            new Part<>(
                Kind.FILL, Optional.empty(), Optional.of(Events.YES.id()), Events.dollars("0.01")));
    assertThat(e.isComplete()).as("nothing says that there were more fills").isTrue();
    assertThat(e.isProven()).isFalse();
  }

  @Test
  void aMarketOfWhichTheExchangeTellsNothingShowsOursAlone() {
    Explanation e =
        Explanation.of(
            Events.RAIN,
            List.of(Events.YES, Events.fill("c", Side.NO, "3.5", "0.5", "0", 2)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    assertThat(e.realized().value()).isEmpty();
    assertThat(e.realized().difference()).isEmpty();
    assertThat(e.realized().ours()).contains(Events.dollars("0.35"));
    assertThat(e.quantity().ours()).contains(Contracts.ZERO);
    assertThat(e.value().parts()).isEmpty();
  }
}
