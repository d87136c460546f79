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
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is shown where fills and books tell different things. */
class ExplanationGapsTest {

  private static Explanation whole(Holding books) {
    return Explanation.of(
        Events.RAIN,
        List.of(Events.YES),
        Optional.empty(),
        Optional.empty(),
        Optional.of(books),
        true);
  }

  @Test
  void theFillsProveTheQuantityAndTheBooksDoNotProveThemselves() {
    Explanation e = whole(Events.holding("10", "1.4", "0", "0.01", "1.4"));

    assertThat(e.quantity().ours()).contains(Contracts.of("3.5"));
    assertThat(e.quantity().difference()).contains(Contracts.of("6.5"));
    assertThat(e.quantity().parts()).contains(Part.unexplained(Contracts.of("6.5")));
    assertThat(e.isComplete()).isFalse();
    assertThat(e.isProven()).isFalse();
  }

  @Test
  void lotsOfTheOtherSideCountAgainstTheQuantity() {
    Explanation e = whole(Events.holding("-2", "1", "0", "0.01", "1.4"));

    assertThat(e.quantity().ours()).contains(Contracts.of("-3.5"));
    assertThat(e.quantity().difference()).contains(Contracts.of("5.5"));
  }

  @Test
  void aMarkSaysNothingOfLotsOfTheOtherSide() {
    Position no =
        new Position(
            Market.undescribed(Events.RAIN),
            Events.holding("-2", "1", "0", "0.01", "1.4"),
            Events.quote("0.4", "0.6", 1),
            Optional.empty(),
            Optional.empty(),
            Events.T0,
            1,
            1);
    Explanation e =
        Explanation.of(
            Events.RAIN,
            List.of(Events.YES),
            Optional.empty(),
            Optional.of(no),
            Optional.empty(),
            true);

    assertThat(e.value().value()).contains(Events.dollars("0.8"));
    assertThat(e.value().parts()).containsExactly(Part.unexplained(Events.dollars("0.8")));
  }

  @Test
  void aSettlementThatBookedOtherwiseThanTheFillsProvesThatSomeAreMissing() {
    Fill buy = Events.fill("1", Side.YES, "10", "0.40", "0", 1);
    Fill sell = Events.fill("2", Side.NO, "10", "0.40", "0", 9);
    Settlement paid =
        new Settlement(
            Events.RAIN,
            "yes",
            Optional.of(Price.ONE),
            Contracts.ZERO,
            Money.ZERO,
            Events.dollars("4"),
            Money.ZERO,
            Events.T0.plusSeconds(60));
    Explanation e =
        Explanation.of(
            Events.RAIN,
            List.of(buy, sell),
            Optional.of(paid),
            Optional.empty(),
            Optional.empty(),
            true);

    assertThat(e.ledger().isComplete()).as("by the fills alone").isTrue();
    assertThat(e.isComplete()).isFalse();
    assertThat(e.isProven()).isFalse();
  }

  @Test
  void whatOnlyTheFeesDisprove() {
    Explanation open = whole(Events.holding("3.5", "1.4", "0", "0.02", "1.4"));
    assertThat(open.isComplete()).as("nothing says that there were more fills").isTrue();
    assertThat(open.isProven()).isFalse();

    Fill buy = Events.fill("1", Side.YES, "10", "0.40", "0.01", 1);
    Settlement paid =
        new Settlement(
            Events.RAIN,
            "yes",
            Optional.of(Price.ONE),
            Contracts.of("10"),
            Events.dollars("10"),
            Events.dollars("6"),
            Events.dollars("0.02"),
            Events.T0.plusSeconds(60));
    Explanation settled =
        Explanation.of(
            Events.RAIN, List.of(buy), Optional.of(paid), Optional.empty(), Optional.empty(), true);
    assertThat(settled.realized().isExplained()).isTrue();
    assertThat(settled.isComplete()).isFalse();
  }
}
