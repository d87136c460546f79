package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.book;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.holding;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.Discrepancy.Cure;
import io.positionstream.portfolio.Drift.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The exchange's rows against the sum of all fills. */
class RebuildTest {

  private static final Fill BUY = fill("a", Side.YES, "10", "0.40", "0.01", 1);
  private static final Fill SELL = fill("b", Side.NO, "4", "0.55", "0.02", 2);
  private static final Holding TRUTH = holding("6", "2.4", "0.6", "0.03", "5.8");
  private static final Instant LATE = T0.plusSeconds(100);

  @Test
  void fillsThatAddUpToTheRowAreNoDifference() {
    assertThat(differences(TRUTH, 2, SELL, BUY)).isEmpty();
  }

  @Test
  void everyFigureThatTheFillsDoNotProveIsTold() {
    assertThat(differences(holding("6", "2.5", "0.5", "0.04", "5.8"), 2, BUY, SELL))
        .containsExactly(
            drift(Field.COST, "2.4", "2.5"),
            drift(Field.REALIZED, "0.6", "0.5"),
            drift(Field.FEES, "0.03", "0.04"));
  }

  @Test
  void aHistoryThatDoesNotReachBackToFlatSaysNothingOfTheCost() {
    assertThat(differences(TRUTH, 2, SELL)).containsExactly(drift(Field.INCOMPLETE, "-4", "6"));
    assertThat(differences(TRUTH, 2)).containsExactly(drift(Field.INCOMPLETE, "0", "6"));
  }

  @Test
  void fillsAfterTheRowAreNotInIt() {
    assertThat(differences(holding("10", "4", "0", "0.01", "4"), 1, BUY, SELL)).isEmpty();
  }

  @Test
  void aRowMayHoldAFillYoungerThanItsTime() {
    assertThat(differences(TRUTH, 1, BUY, SELL)).isEmpty();
  }

  @Test
  void aRowThatJustChangedIsLeftForTheNextTime() {
    Map<MarketTicker, Book> rows = Map.of(RAIN, book(TRUTH, LATE.plusMillis(1)));
    assertThat(Rebuild.differences(rows, Map.of(), LATE).found()).isEmpty();
  }

  @Test
  void saysWhatHealedADifference() {
    Drift incomplete = drift(Field.INCOMPLETE, "0", "6");
    Map<MarketTicker, Book> rows = Map.of(RAIN, book(TRUTH, T0));
    Portfolio portfolio = Events.withCash("1000");

    assertThat(Rebuild.cure(incomplete, rows, portfolio)).isEqualTo(Cure.FILL);
    assertThat(Rebuild.cure(drift(Field.COST, "2.4", "2.5"), rows, portfolio))
        .isEqualTo(Cure.RELOAD);
    assertThat(Rebuild.cure(incomplete, Map.of(), portfolio)).isEqualTo(Cure.WITHDRAWN);
    Settlement paid =
        Settlement.ofGross(
            RAIN,
            "yes",
            Optional.of(Price.ONE),
            Contracts.of("6"),
            Events.dollars("2.4"),
            Contracts.ZERO,
            Money.ZERO,
            Events.dollars("6"),
            Money.ZERO,
            T0);
    Portfolio settled =
        Events.unknown().apply(Events.loaded(LATE, Map.of(), "1000", List.of(), List.of(paid)));
    assertThat(Rebuild.cure(incomplete, Map.of(), settled)).isEqualTo(Cure.SETTLEMENT);
  }

  @Property(tries = 200, seed = "21")
  void theFillsOfAnyHistoryProveTheBooksOfTheExchange(@ForAll long seed) {
    RandomExchange exchange = new RandomExchange(new Random(seed), 60, Duration.ofSeconds(3));
    RandomExchange.Moment end = exchange.end();
    Map<MarketTicker, List<Fill>> fills =
        end.fills().stream()
            .filter(fill -> end.books().containsKey(fill.market()))
            .collect(Collectors.groupingBy(Fill::market));

    assertThat(Rebuild.differences(end.books(), fills, Instant.MAX).found()).isEmpty();
  }

  @Property(tries = 200, seed = "22")
  void aFillThatIsMissingIsAlwaysFound(@ForAll long seed) {
    RandomExchange exchange = new RandomExchange(new Random(seed), 60, Duration.ofSeconds(3));
    RandomExchange.Moment end = exchange.end();
    List<Fill> open =
        end.fills().stream().filter(f -> end.books().containsKey(f.market())).toList();
    if (open.isEmpty()) {
      return;
    }
    Fill missing = open.get(new Random(seed).nextInt(open.size()));
    Map<MarketTicker, List<Fill>> fills =
        open.stream().filter(f -> !f.equals(missing)).collect(Collectors.groupingBy(Fill::market));

    assertThat(Rebuild.differences(end.books(), fills, Instant.MAX).found())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.field()).isEqualTo(Field.INCOMPLETE);
              assertThat(drift.market()).contains(missing.market());
            });
  }

  private static List<Drift> differences(Holding row, int second, Fill... fills) {
    return Rebuild.differences(
            Map.of(RAIN, book(row, T0.plusSeconds(second))), Map.of(RAIN, List.of(fills)), LATE)
        .found();
  }

  private static Drift drift(Field field, String ours, String theirs) {
    return new Drift(field, Optional.of(RAIN), ours, theirs);
  }

  @Test
  void whatAgreesIsNotTold() {
    assertThat(differences(holding("6", "2.4", "0.6", "0.04", "5.8"), 2, BUY, SELL))
        .containsExactly(drift(Field.FEES, "0.03", "0.04"));
  }

  @Test
  void aDifferenceOfAMarketThatWasLeftOutStaysOpen() {
    Drift incomplete = drift(Field.INCOMPLETE, "10", "20");
    Discrepancy open =
        new Discrepancy(Discrepancy.Source.REST_VS_FILLS, incomplete, T0, Optional.empty());
    Map<MarketTicker, Book> young = Map.of(RAIN, book(TRUTH, LATE.plusMillis(1)));
    Map<MarketTicker, Book> old = Map.of(RAIN, book(TRUTH, T0.plusSeconds(2)));
    Map<MarketTicker, List<Fill>> fills = Map.of(RAIN, List.of(BUY, SELL));

    assertThat(healed(open, Rebuild.differences(young, fills, LATE))).isEmpty();
    assertThat(healed(open, Rebuild.differences(old, fills, LATE))).hasSize(1);
  }

  private static List<Discrepancy> healed(Discrepancy open, Drift.Compared compared) {
    return Discrepancy.news(
        Discrepancy.Source.REST_VS_FILLS, List.of(open), compared, LATE, gone -> Cure.FILL);
  }

  @Test
  void aMarketThatOnlyTheFillsKnowIsADifferenceOnceItIsOldEnough() {
    Map<MarketTicker, List<Fill>> fills = Map.of(RAIN, List.of(BUY, SELL));

    assertThat(Rebuild.differences(Map.of(), fills, LATE).found())
        .containsExactly(drift(Field.INCOMPLETE, "6", "0"));
    assertThat(Rebuild.differences(Map.of(), fills, T0.plusSeconds(1)).found()).isEmpty();
  }
}
