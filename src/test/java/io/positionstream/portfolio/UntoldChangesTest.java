package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.book;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes although no fill tells it, and figures that only the exchange can know. */
class UntoldChangesTest {

  private static final Fill BUY = fill("a", Side.YES, "10", "0.40", "0.05", 1, Optional.of("10"));
  private static final Holding BOUGHT = Holding.NONE.after(BUY);
  private static final Instant LATER = T0.plusSeconds(60);

  @Test
  void contractsMovedToAnotherSubaccountLeaveWithoutAFill() {
    Portfolio held = withCash("100").apply(filled(BUY));

    Portfolio moved = held.apply(read(holding("4", "1.6", "0.3", "0.05", "4"), "95.95"));

    assertThat(moved.position(RAIN).holding()).isEqualTo(holding("4", "1.6", "0.3", "0.05", "4"));
    assertThat(moved.totals().realized()).isEqualTo(dollars("0.3"));
    assertThat(moved.recentFacts()).hasSize(1);
    assertThat(moved.cash()).contains(dollars("95.95"));
  }

  @Test
  void contractsMovedHereComeWithoutAFill() {
    Portfolio moved = withCash("100").apply(read(holding("-3.19", "1.2", "0", "0", "0"), "100"));

    assertThat(moved.position(RAIN).side()).isEqualTo(Side.NO);
    assertThat(moved.position(RAIN).quantity()).isEqualTo(Contracts.of("3.19"));
    assertThat(moved.position(RAIN).entryTime()).isEmpty();
    assertThat(moved.recentFacts()).isEmpty();
  }

  @Test
  void contractsMovedAreShownAsSoonAsTheSocketTellsThem() {
    Portfolio held = withCash("100").apply(filled(BUY));
    Holding left = holding("2", "0.8", "0", "0.05", "0");

    Portfolio moved = held.apply(new AccountEvent.HoldingReported(RAIN, left, LATER));

    assertThat(moved.position(RAIN).quantity()).isEqualTo(Contracts.of("2"));
    assertThat(moved.recentFacts()).hasSize(1);
    assertThat(moved.cash()).isEqualTo(held.cash());
  }

  @ParameterizedTest
  @CsvSource({"1000", "0", "95.9999", "96.000001"})
  void cashIsWhatTheNewestReadSaysWhateverMovedIt(String cash) {
    Portfolio held = withCash("100").apply(filled(BUY));

    Portfolio after = held.apply(read(BOUGHT, cash));

    assertThat(after.cash()).contains(dollars(cash));
    assertThat(after.recentFacts()).hasSize(1);
    assertThat(after.position(RAIN)).isEqualTo(held.position(RAIN));
  }

  @Test
  void cashThatRisesWithoutAFillIsNoDrift() {
    Portfolio live =
        withCash("100")
            .apply(new AccountEvent.LineChanged(new Line.Reconnecting(T0, "x"), T0))
            .apply(new AccountEvent.LineChanged(new Line.Live(T0), T0));

    assertThat(Drift.between(live, loaded(LATER, Map.of(), "250", List.of(), List.of())).found())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "0.0175", "0.000001", "7.77", "-0.01"})
  void aFeeIsWhatTheExchangeSaysAndNeverComputed(String fee) {
    Portfolio held =
        withCash("100").apply(filled(fill("a", Side.YES, "1", "0.52", fee, 1, Optional.of("1"))));

    assertThat(held.totals().fees()).isEqualTo(dollars(fee));
    assertThat(held.cash()).contains(dollars("99.48").minus(dollars(fee)));
  }

  @Test
  void aPartOfAnExecutionCountsAsTheFillThatItIs() {
    Portfolio part =
        withCash("100")
            .apply(filled(fill("a", Side.NO, "38.15", "0.25", "0", 1, Optional.of("-38.15"))));

    assertThat(part.position(RAIN).quantity()).isEqualTo(Contracts.of("38.15"));
    assertThat(part.position(RAIN).holding().cost()).isEqualTo(dollars("28.6125"));
  }

  @Test
  void theExchangesCostReplacesOursWhenCentsDiffer() {
    Portfolio ours = withCash("100").apply(filled(BUY));

    Portfolio theirs = ours.apply(read(holding("10", "4.03", "0", "0.05", "4"), "95.95"));

    assertThat(theirs.position(RAIN).holding().cost()).isEqualTo(dollars("4.03"));
  }

  @Test
  void aSettledScalarPaysWhatItsRowSaysToTheCent() {
    Portfolio held = withCash("100").apply(filled(BUY));
    Settlement paid =
        Settlement.ofGross(
            RAIN,
            "scalar",
            Optional.of(Price.ofDollars("0.33")),
            Contracts.of("10"),
            dollars("4"),
            Contracts.ZERO,
            Money.ZERO,
            dollars("3.33"),
            dollars("0.05"),
            LATER);

    Portfolio after = held.apply(loaded(LATER, Map.of(), "99.28", List.of(), List.of(paid)));

    assertThat(paid.payout()).isEqualTo(dollars("3.33"));
    assertThat(after.totals().realized()).isEqualTo(dollars("-0.67"));
    assertThat(after.cash()).contains(dollars("99.28"));
  }

  @ParameterizedTest
  @CsvSource({"3.27, 1, 0.33, 0.74", "1, 3.27, 0.33, 1.52", "2, 1, 1, 1", "1.03, 1, 0.33, 0"})
  void aPayoutThatIsNotToldIsRoundedDownToTheCent(
      String yes, String no, String value, String payout) {
    Settlement paid =
        Settlement.ofGross(
            RAIN,
            "scalar",
            Optional.of(Price.ofDollars(value)),
            Contracts.of(yes),
            dollars("1"),
            Contracts.of(no),
            dollars("0.5"),
            Money.ZERO,
            Money.ZERO,
            LATER);

    assertThat(paid.payout()).isEqualTo(dollars(payout));
    assertThat(paid.realized()).isEqualTo(dollars("1").plus(dollars(payout)).minus(dollars("1.5")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 0",
    "0.4, 0, 0.6, 0",
    "0, 10, 1, 10",
    "1, 0, 0, 0",
    "1, 10, 0, 10",
    "0, 0, 0, 0",
    "0, 10, 0, 10"
  })
  void anEmptyOrCrossedBookIsNoMark(String bid, String bidSize, String ask, String askSize) {
    Quote sentinel =
        new Quote(
            Price.ofDollars(bid),
            Contracts.of(bidSize),
            Price.ofDollars(ask),
            Contracts.of(askSize),
            Price.ZERO,
            LATER);
    Portfolio held = withCash("100").apply(filled(BUY));

    Position marked = held.apply(new AccountEvent.Quoted(RAIN, sentinel, LATER)).position(RAIN);

    assertThat(marked.markSource()).isEqualTo(Position.MarkSource.NONE);
    assertThat(marked.unrealized()).isEmpty();
    assertThat(marked.carriedValue()).isEqualTo(marked.holding().cost());
    assertThat(sentinel.bidFor(Side.NO)).isEmpty();
    assertThat(sentinel.lastFor(Side.YES)).isEmpty();
  }

  private static AccountEvent.AccountLoaded read(Holding holding, String cash) {
    return loaded(LATER, Map.of(RAIN, book(holding, LATER)), cash, List.of(), List.of());
  }
}
