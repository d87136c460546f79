package io.positionstream.portfolio.ledger;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.ledger.Cycle.Ending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a ledger makes of fills that are missing. */
class LedgerGapsTest {

  @Test
  void whatTheBooksHoldBeyondAWholeHistoryIsNotInvented() {
    Fill buy = fill("1", Side.YES, "10", "0.40", "0", 1);

    Ledger whole = Ledger.open(RAIN, List.of(buy), Contracts.ZERO, true);
    assertThat(whole.before()).isEqualTo(Contracts.ZERO);
    assertThat(whole.contracts()).isEqualTo(Contracts.of("10"));
    assertThat(whole.unmatched()).isEqualTo(Contracts.ZERO);
    assertThat(whole.cycles()).extracting(Cycle::ending).containsExactly(Ending.OPEN);

    Ledger cutOff = Ledger.open(RAIN, List.of(buy), Contracts.ZERO, false);
    assertThat(cutOff.before()).isEqualTo(Contracts.of("-10"));
    assertThat(cutOff.cycles().getFirst().id()).isEqualTo(RAIN + "#unknown-1");
  }

  @Test
  void aFillThatTellsWhatIsHeldAfterItDeniesAnOlderGap() {
    Fill buy = fill("1", Side.YES, "10", "0.40", "0", 1, Optional.of("10"));

    assertThat(Ledger.open(RAIN, List.of(buy), Contracts.of("25"), false).before())
        .isEqualTo(Contracts.ZERO);
  }

  @Test
  void contractsThatLeftUnseenBeforeThePaymentEndTheirCycleWithoutFigures() {
    Fill buy = fill("1", Side.YES, "10", "0.40", "0", 1);
    Settlement nothing = paid("no", Optional.of(Price.ZERO), "0", "0");

    Ledger ledger = Ledger.settled(nothing, List.of(buy), true);

    assertThat(ledger.cycles())
        .singleElement()
        .satisfies(
            cycle -> {
              assertThat(cycle.ending()).isEqualTo(Ending.UNSEEN);
              assertThat(cycle.isOver()).as("nobody knows when").isFalse();
              assertThat(cycle.isComplete()).isFalse();
            });
    assertThat(ledger.isUnbroken()).isFalse();
    assertThat(ledger.contracts()).isEqualTo(Contracts.ZERO);
    assertThat(ledger.closings()).as("nothing was paid for them").isEmpty();
  }

  @Test
  void contractsThatCameUnseenArePaidWithoutAKnownCost() {
    Settlement five = paid("yes", Optional.of(Price.ONE), "5", "5");

    Ledger ledger = Ledger.settled(five, List.of(), true);

    assertThat(ledger.cycles().getLast().ending()).isEqualTo(Ending.SETTLED);
    assertThat(ledger.realized(Method.AVERAGE)).isEmpty();
    assertThat(ledger.unmatched()).isEqualTo(Contracts.of("5"));
    assertThat(ledger.isUnbroken()).as("no cycle was broken off").isTrue();
    assertThat(ledger.isComplete()).isFalse();
  }

  private static Settlement paid(
      String result, Optional<Price> value, String contracts, String payout) {
    return new Settlement(
        RAIN,
        result,
        value,
        Contracts.of(contracts),
        dollars(payout),
        Money.ZERO,
        Money.ZERO,
        T0.plusSeconds(600));
  }
}
