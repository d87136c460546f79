package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.book;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Discrepancy.Cure;
import io.positionstream.portfolio.Discrepancy.Healed;
import io.positionstream.portfolio.Discrepancy.Source;
import io.positionstream.portfolio.Drift.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Differences open once, change their figures, and heal once. */
class DiscrepancyTest {

  private static final Instant T1 = T0.plusSeconds(60);
  private static final Drift FEES = drift(Field.FEES, "1", "2");
  private static final Portfolio SHOWING_TWO =
      Events.unknown()
          .apply(
              loaded(
                  T0,
                  Map.of(RAIN, book(holding("10", "4", "0", "2", "4"), T0)),
                  "1000",
                  List.of(),
                  List.of()));

  @Test
  void whatIsFoundOpensAndIsToldOnce() {
    List<Discrepancy> first = news(List.of(), FEES);
    assertThat(first).containsExactly(open(FEES, T1));
    assertThat(news(first, FEES)).isEmpty();
  }

  @Test
  void otherFiguresOfAnOpenDifferenceKeepItsAge() {
    Drift worse = drift(Field.FEES, "1", "3");
    assertThat(news(List.of(open(FEES, T0)), worse)).containsExactly(open(worse, T0));
  }

  @Test
  void whatIsNoLongerFoundHeals() {
    assertThat(news(List.of(open(FEES, T0))))
        .containsExactly(
            new Discrepancy(
                Source.REST_VS_FILLS, FEES, T0, Optional.of(new Healed(T1, Cure.FILL))));
  }

  @Test
  void twoMissedFillsOfAMarketAreTwoDifferences() {
    assertThat(news(List.of(), drift(Field.FILL, "", "t1"), drift(Field.FILL, "", "t2")))
        .hasSize(2);
  }

  @Test
  void aReadHealsWhatItFindsWhenItsFiguresAreShown() {
    OpenDrift.Look look = OpenDrift.NONE.looking(compared(FEES), SHOWING_TWO, T1);

    assertThat(look.next().open()).isEmpty();
    assertThat(look.news())
        .singleElement()
        .extracting(Discrepancy::healed)
        .isEqualTo(Optional.of(new Healed(T1, Cure.RELOAD)));
  }

  @Test
  void aDifferenceThatIsStillShownStaysOpenUntilItIsNot() {
    Drift three = drift(Field.FEES, "2", "3");
    OpenDrift.Look first = OpenDrift.NONE.looking(compared(three), SHOWING_TWO, T0);
    assertThat(first.next().open()).hasSize(1);
    assertThat(first.news()).extracting(Discrepancy::isOpen).containsExactly(true);

    OpenDrift.Look second = first.next().looking(compared(), SHOWING_TWO, T1);
    assertThat(second.next().open()).isEmpty();
    assertThat(second.news())
        .singleElement()
        .satisfies(
            healed -> {
              assertThat(healed.since()).isEqualTo(T0);
              assertThat(healed.healed()).contains(new Healed(T1, Cure.FILL));
            });
  }

  @Test
  void aMarketThatIsGoneWasWithdrawn() {
    Drift removed = drift(Field.REMOVED, "10", "");
    OpenDrift.Look look = OpenDrift.NONE.looking(compared(removed), Events.withCash("1000"), T1);
    assertThat(look.news())
        .singleElement()
        .extracting(Discrepancy::healed)
        .isEqualTo(Optional.of(new Healed(T1, Cure.WITHDRAWN)));
  }

  @Test
  void theCashHealsWhenItIsTheExchanges() {
    Drift cash = new Drift(Field.CASH, Optional.empty(), "999", "1000");
    assertThat(OpenDrift.NONE.looking(compared(cash), SHOWING_TWO, T1).next().open()).isEmpty();
    Drift other = new Drift(Field.CASH, Optional.empty(), "999", "998");
    assertThat(OpenDrift.NONE.looking(compared(other), SHOWING_TWO, T1).next().open()).hasSize(1);
  }

  private static Drift.Compared compared(Drift... found) {
    return new Drift.Compared(List.of(found), true, Set.of());
  }

  private static List<Discrepancy> news(List<Discrepancy> open, Drift... found) {
    return Discrepancy.news(Source.REST_VS_FILLS, open, compared(found), T1, gone -> Cure.FILL);
  }

  private static Discrepancy open(Drift drift, Instant since) {
    return new Discrepancy(Source.REST_VS_FILLS, drift, since, Optional.empty());
  }

  private static Drift drift(Field field, String ours, String theirs) {
    return new Drift(field, Optional.of(RAIN), ours, theirs);
  }

  @Test
  void figuresOfAMarketThatLeftAreWithdrawnAtOnceOrLater() {
    Portfolio without = Events.withCash("1000");
    OpenDrift.Look atOnce = OpenDrift.NONE.looking(compared(FEES), without, T1);
    OpenDrift.Look open =
        OpenDrift.NONE.looking(compared(drift(Field.FEES, "2", "3")), SHOWING_TWO, T0);
    OpenDrift.Look later = open.next().looking(compared(), without, T1);

    assertThat(List.of(atOnce, later))
        .allSatisfy(
            look ->
                assertThat(look.news())
                    .singleElement()
                    .extracting(Discrepancy::healed)
                    .isEqualTo(Optional.of(new Healed(T1, Cure.WITHDRAWN))));
  }

  @Test
  void aMarketThatIsStillShownIsNotRemovedYet() {
    Drift removed = drift(Field.REMOVED, "10", "");
    assertThat(OpenDrift.NONE.looking(compared(removed), SHOWING_TWO, T1).next().open()).hasSize(1);
  }

  @Test
  void whatIsNoFigureOfTheBooksHasNoText() {
    assertThat(List.of(Field.CASH, Field.FILL, Field.SETTLEMENT, Field.REMOVED))
        .extracting(field -> field.of(holding("10", "4", "0", "2", "4")))
        .containsOnly("");
  }
}
