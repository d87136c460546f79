package io.positionstream.portfolio.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Settlement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What holds of every ledger, whatever happened and however it was told. */
class LedgerLawsTest {

  private static final int HISTORIES = 5_000;

  private static void inEvery(Consumer<RandomHistory> law) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      try {
        law.accept(new RandomHistory(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void anyOrderAndAnyRepetitionEndTheSame() {
    inEvery(
        history -> {
          List<Fill> told = history.told();
          Ledger once = history.ledger(told);

          assertThat(history.ledger(history.shuffled(told))).isEqualTo(once);
          assertThat(once.holding()).isEqualTo(history.ledger().holding());
          assertThat(once.cost()).isEqualTo(history.ledger().cost());
          assertThat(ids(once)).isEqualTo(ids(history.ledger()));
        });
  }

  private static List<String> ids(Ledger ledger) {
    return ledger.fills().stream().map(fill -> fill.id().value()).toList();
  }

  @Test
  void theQuantityIsTheSumOfAllChangesUntilTheMarketPays() {
    inEvery(
        history -> {
          Ledger ledger = history.ledger();
          Contracts sum =
              history.fills().stream().map(Fill::change).reduce(Contracts.ZERO, Contracts::plus);

          assertThat(ledger.contracts())
              .isEqualTo(history.settlement().isPresent() ? Contracts.ZERO : sum);
          assertThat(sum(ledger.lots(), Lot::contracts)).isEqualTo(ledger.contracts().abs());
          assertThat(ledger.before()).isEqualTo(Contracts.ZERO);
          assertThat(ledger.isComplete()).isTrue();
          assertThat(ledger.unmatched()).isEqualTo(Contracts.ZERO);
        });
  }

  @Test
  void cashIsRealizedLessFeesLessWhatIsOpenByBothMethods() {
    inEvery(
        history -> {
          Ledger ledger = history.ledger();
          for (Method method : Method.values()) {
            assertThat(
                    ledger.net(method).orElseThrow().minus(ledger.cost().by(method).orElseThrow()))
                .as(method.name())
                .isEqualTo(history.cash());
          }
        });
  }

  @Test
  void bothMethodsAgreeWhenFlat() {
    inEvery(
        history -> {
          Ledger ledger = history.ledger();
          if (ledger.contracts().isZero()) {
            assertThat(ledger.cost()).isEqualTo(Cost.ZERO);
            assertThat(ledger.realized(Method.FIFO)).isEqualTo(ledger.realized(Method.AVERAGE));
          }
          for (Cycle cycle : ledger.cycles()) {
            if (cycle.isOver()) {
              assertThat(cycle.released().fifo()).isEqualTo(cycle.entryCost());
              assertThat(cycle.released().average()).isEqualTo(cycle.entryCost());
              assertThat(cycle.closed()).isEqualTo(cycle.opened());
            }
          }
        });
  }

  @Test
  void theSumOverTheCyclesIsTheWhole() {
    inEvery(
        history -> {
          Ledger ledger = history.ledger();
          List<Cycle> cycles = ledger.cycles();

          assertThat(money(cycles, Cycle::fees)).isEqualTo(ledger.fees());
          for (Method method : Method.values()) {
            assertThat(money(cycles, c -> c.realized(method).orElseThrow()))
                .isEqualTo(ledger.realized(method).orElseThrow());
            assertThat(money(cycles, c -> c.net(method).orElseThrow()))
                .isEqualTo(ledger.net(method).orElseThrow());
          }
          assertThat(sum(cycles, c -> c.opened().minus(c.closed())))
              .isEqualTo(ledger.contracts().abs());
          for (int i = 0; i < cycles.size(); i++) {
            boolean last = i == cycles.size() - 1;
            assertThat(cycles.get(i).number()).isEqualTo(i + 1);
            assertThat(cycles.get(i).isOver())
                .as("only the last one may be open")
                .isEqualTo(!last || ledger.contracts().isZero());
          }
        });
  }

  @Test
  void theClosingsOfACycleAndTheLotsAddUpToIt() {
    inEvery(
        history -> {
          Ledger ledger = history.ledger();
          for (Cycle cycle : ledger.cycles()) {
            List<Closing> closings =
                ledger.closings().stream().filter(c -> c.cycle() == cycle.number()).toList();
            assertThat(sum(closings, Closing::contracts)).isEqualTo(cycle.closed());
            assertThat(money(closings, Closing::proceeds)).isEqualTo(cycle.proceeds());
            for (Method method : Method.values()) {
              assertThat(money(closings, c -> c.cost().by(method).orElseThrow()))
                  .isEqualTo(cycle.released().by(method).orElseThrow());
            }
          }
          for (Method method : Method.values()) {
            assertThat(money(ledger.lots(), lot -> lot.cost().by(method).orElseThrow()))
                .isEqualTo(ledger.cost().by(method).orElseThrow());
          }
        });
  }

  @Test
  void theFiguresAreTheExchangesOwn() {
    inEvery(
        history -> {
          Holding folded = Holding.NONE;
          for (Fill fill : history.fills()) {
            folded = folded.after(fill);
          }
          Ledger unpaid =
              Ledger.open(
                  RandomHistory.MARKET, history.fills(), history.books().contracts(), false);

          assertThat(unpaid.holding()).contains(folded);
          assertThat(unpaid.holding()).contains(history.books());
          history
              .settlement()
              .ifPresent(
                  paid -> {
                    Ledger ledger = history.ledger();
                    assertThat(ledger.realized(Method.AVERAGE)).contains(paid.realized());
                    assertThat(ledger.fees()).isEqualTo(paid.fees());
                  });
        });
  }

  @Test
  void aHistoryThatIsCutOffTellsLessButNothingElse() {
    inEvery(
        history -> {
          Ledger whole = history.ledger();
          List<Fill> known = history.cutOff();
          Ledger cut = history.ledger(known);

          assertThat(cut.contracts()).isEqualTo(whole.contracts());
          assertThat(whole.closings().stream().map(LedgerLawsTest::provable).toList())
              .containsAll(
                  cut.closings().stream()
                      .filter(c -> !c.isUnmatched())
                      .map(LedgerLawsTest::provable)
                      .toList());
          if (!cut.before().isZero()) {
            assertThat(cut.isComplete()).isFalse();
            assertThat(cut.holding()).isEmpty();
            assertThat(cut.cycles().getFirst().entryCost()).isEmpty();
            assertThat(cut.cycles().getFirst().openedAt()).isEmpty();
            assertThat(cut.cycles().getFirst().realized(Method.FIFO).isPresent())
                .as("known only as long as none of what is unknown was closed")
                .isEqualTo(cut.unmatched().isZero());
          }
          assertThat(
                  sum(cut.lots().stream().filter(l -> l.fill().isEmpty()).toList(), Lot::contracts)
                      .plus(cut.unmatched()))
              .as("what was there before is either open or unmatched")
              .isEqualTo(cut.before().abs());
        });
  }

  /** Of a closing, what does not depend on how many cycles there were before. */
  private static List<Object> provable(Closing c) {
    return List.of(c.lot(), c.fill(), c.at(), c.contracts(), c.cost().fifo(), c.proceeds());
  }

  @Test
  void cyclesAfterTheFirstFlatDoNotDependOnWhatWasBefore() {
    inEvery(
        history -> {
          List<Cycle> whole = history.ledger().cycles();
          List<Cycle> cut = history.ledger(history.cutOff()).cycles();
          int known = Math.min(whole.size(), Math.max(0, cut.size() - 1));

          assertThat(
                  cut.subList(cut.size() - known, cut.size()).stream().map(this::figures).toList())
              .isEqualTo(
                  whole.subList(whole.size() - known, whole.size()).stream()
                      .map(this::figures)
                      .toList());
        });
  }

  private List<Object> figures(Cycle c) {
    return List.of(
        c.side(), c.openedAt(), c.closedAt(), c.ending(), c.opened(), c.entryCost(), c.released());
  }

  @Test
  void aResultThatPaysNothingAndHasNoValueLeavesADoubt() {
    inEvery(
        history -> {
          Settlement silent =
              new Settlement(
                  RandomHistory.MARKET,
                  "scalar",
                  Optional.empty(),
                  history.books().contracts(),
                  Money.ZERO,
                  history.books().realized().minus(history.books().cost()),
                  history.books().fees(),
                  Events.T0.plusSeconds(600));
          Ledger ledger = Ledger.settled(silent, history.fills(), false);

          assertThat(ledger.isComplete()).isEqualTo(history.books().contracts().isZero());
          assertThat(ledger.realized(Method.AVERAGE)).contains(silent.realized());
        });
  }

  private static <T> Money money(List<T> all, Function<T, Money> amount) {
    return all.stream().map(amount).reduce(Money.ZERO, Money::plus);
  }

  private static <T> Contracts sum(List<T> all, Function<T, Contracts> amount) {
    return all.stream().map(amount).reduce(Contracts.ZERO, Contracts::plus);
  }
}
