package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.YES;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Money paid in or out is no profit, whenever it is told. */
class FlowsTest {

  private static final Flow OLD = flow("old", "500", -3600);
  private static final Flow IN = flow("in", "100", 30);
  private static final Flow OUT = flow("out", "-40", 40);

  @Test
  void whatWasThereBeforeTheDayBeganIsInItsBase() {
    Portfolio first = unknown().apply(loaded(0, "1000", OLD));

    assertThat(first.todayProfit()).contains(Money.ZERO);
    assertThat(first.day().orElseThrow().base()).isEqualTo(dollars("1000"));
  }

  @Test
  void aDepositAndAWithdrawalLeaveTodayAsItIs() {
    Portfolio now = unknown().apply(loaded(0, "1000", OLD)).apply(loaded(60, "1060", OLD, IN, OUT));

    assertThat(now.todayProfit()).contains(Money.ZERO);
    assertThat(now.totalValue()).contains(dollars("1060"));
    assertThat(now.day().orElseThrow().flows()).isEqualTo(dollars("60"));
    assertThat(now.recentFlows()).containsExactly(OLD, IN, OUT);
  }

  @Test
  void isCountedOnceHoweverOftenItIsTold() {
    Portfolio now =
        unknown()
            .apply(loaded(0, "1000"))
            .apply(loaded(60, "1100", IN))
            .apply(loaded(120, "1100", IN))
            .apply(untold(180, "1100"))
            .apply(loaded(240, "1100", IN));

    assertThat(now.todayProfit()).contains(Money.ZERO);
  }

  @Test
  void aDepositOfYesterdayThatIsToldLateIsNoProfitOfToday() {
    Instant midnight = T0.plusSeconds(50);
    Portfolio now =
        unknown()
            .apply(loaded(0, "1000"))
            .apply(new AccountEvent.TimePassed(midnight, midnight))
            .apply(loaded(60, "1100", IN));

    assertThat(now.day()).contains(Events.day(midnight, "1100", "0"));
    assertThat(now.todayProfit()).contains(Money.ZERO);
  }

  @Test
  void whatTheBaseHeldAlreadyIsNotAddedToItWhenItIsTold() {
    Instant midnight = T0.plusSeconds(50);
    for (Flow told : List.of(IN, flow("later by its clock", "100", 109))) {
      Portfolio now =
          unknown()
              .apply(loaded(0, "1000"))
              .apply(untold(45, "1100"))
              .apply(new AccountEvent.TimePassed(midnight, midnight))
              .apply(loaded(60, "1100", told));

      assertThat(now.day()).contains(Events.day(midnight, "1100", "0"));
      assertThat(now.todayProfit()).contains(Money.ZERO);
    }
  }

  @Test
  void oneThatTheBaseHeldIsToldFromOneThatCameLater() {
    Instant midnight = T0.plusSeconds(50);
    Flow later = flow("later", "60", 55);
    Portfolio start =
        unknown()
            .apply(loaded(0, "1000"))
            .apply(untold(45, "1060"))
            .apply(new AccountEvent.TimePassed(midnight, midnight));

    Portfolio both = start.apply(loaded(60, "1120", later, OUT, IN));
    assertThat(both.todayProfit()).contains(Money.ZERO);
    assertThat(both.day().orElseThrow().base()).isEqualTo(dollars("1060"));
    assertThat(both.day().orElseThrow().flows()).isEqualTo(dollars("60"));

    Portfolio interest = start.apply(loaded(60, "1122.5", IN, OUT, later));
    assertThat(interest.todayProfit()).contains(dollars("2.5"));

    // The list shows one of them later than the other.
    Portfolio inTwo = start.apply(loaded(60, "1060", IN)).apply(loaded(70, "1060", IN, OUT));
    assertThat(inTwo.todayProfit()).contains(Money.ZERO);
    assertThat(inTwo.day().orElseThrow().base()).isEqualTo(dollars("1060"));
    assertThat(inTwo.day().orElseThrow().untold()).isEqualTo(Money.ZERO);
  }

  @Test
  void whatIsMuchYoungerThanTheBaseCannotHaveBeenInIt() {
    Instant midnight = T0.plusSeconds(50);
    Portfolio now =
        unknown()
            .apply(loaded(0, "1000"))
            .apply(untold(45, "1100"))
            .apply(new AccountEvent.TimePassed(midnight, midnight))
            .apply(loaded(200, "1200", flow("young", "100", 110)));

    assertThat(now.day().orElseThrow().flows()).isEqualTo(dollars("100"));
    assertThat(now.todayProfit()).contains(Money.ZERO);
  }

  @Test
  void aNewDayBeginsWithoutFlows() {
    Instant midnight = T0.plusSeconds(80);
    Portfolio now =
        unknown()
            .apply(loaded(0, "1000"))
            .apply(loaded(60, "1100", IN))
            .apply(new AccountEvent.TimePassed(midnight, midnight));

    assertThat(now.day()).contains(Events.day(midnight, "1100", "0"));
    assertThat(now.apply(loaded(120, "1100", IN)).todayProfit()).contains(Money.ZERO);
  }

  @Test
  void aDepositReadBeforeABalanceThatIsOutdatedMovesTheCashWeKnow() {
    Portfolio traded = unknown().apply(loaded(0, "1000")).apply(filled(YES));
    Money cash = traded.cash().orElseThrow();
    AccountLoaded read =
        new AccountLoaded(
            T0,
            T0,
            Map.of(),
            dollars("1100"),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(List.of(IN)),
            T0.plusSeconds(2));

    assertThat(traded.apply(read).cash()).contains(cash.plus(dollars("100")));
  }

  @Test
  void anEarlierRunsKnowledgeIsGoneOnFrom() {
    Residual rest = new Residual(dollars("1000"), dollars("100"), Money.ZERO, Money.ZERO, true);
    Portfolio recalled =
        unknown()
            .recalling(
                List.of(),
                Optional.of(dollars("1100")),
                Totals.NONE,
                Optional.of(Events.day(T0, "1000", "100")),
                Optional.empty(),
                Optional.empty(),
                Map.of())
            .knowing(Set.of("in"), rest);
    assertThat(recalled.todayProfit()).contains(Money.ZERO);

    Portfolio now = recalled.apply(loaded(60, "1060", IN, OUT));

    assertThat(now.todayProfit()).contains(Money.ZERO);
    assertThat(now.unexplained()).contains(Money.ZERO);
    assertThat(now.knownFlows()).contains(Set.of("in", "out"));
  }

  @Test
  void whatNothingExplainsIsShownWhenTwoReadingsAgree() {
    Portfolio first = unknown().apply(loaded(0, "1000"));
    assertThat(first.residual()).isEmpty();
    Portfolio calm = first.apply(loaded(60, "1000"));
    assertThat(calm.residual()).isPresent();
    assertThat(calm.seq()).as("so that it is stored").isGreaterThan(first.seq());

    Portfolio once = calm.apply(loaded(120, "1002.50"));
    Portfolio twice = once.apply(loaded(180, "1102.50", IN));

    assertThat(once.unexplained()).contains(Money.ZERO);
    assertThat(once.unexplainedNow()).isEqualTo(dollars("2.5"));
    assertThat(twice.unexplained()).contains(dollars("2.5"));
    assertThat(twice.totalsSeq()).isEqualTo(twice.seq());
  }

  @Test
  void aReadingThatMetATradeHalfWayIsNoBase() {
    Portfolio now =
        unknown()
            .apply(loaded(0, "990"))
            .apply(loaded(60, "1000"))
            .apply(loaded(120, "1000"))
            .apply(loaded(180, "1000.00005"));

    assertThat(now.unexplained()).contains(Money.ZERO);
    assertThat(now.residual().orElseThrow().base()).isEqualTo(dollars("1000"));
  }

  private static Flow flow(String id, String amount, int second) {
    return new Flow(id, dollars(amount), Money.ZERO, T0.plusSeconds(second));
  }

  private static AccountLoaded loaded(int second, String cash, Flow... flows) {
    return load(second, cash, Optional.of(List.of(flows)));
  }

  private static AccountLoaded untold(int second, String cash) {
    return load(second, cash, Optional.empty());
  }

  private static AccountLoaded load(int second, String cash, Optional<List<Flow>> flows) {
    Instant at = T0.plus(Duration.ofSeconds(second));
    return new AccountLoaded(
        at, at, Map.of(), dollars(cash), List.of(), List.of(), List.of(), flows, at);
  }

  @Test
  void whileNothingIsKnownTheTimeTellsWhatIsNew() {
    Optional<List<Flow>> list = Optional.of(List.of(IN));
    assertThat(Flows.UNKNOWN.news(list, IN.time())).containsExactly(IN);
    assertThat(Flows.UNKNOWN.news(list, IN.time().plusMillis(1))).isEmpty();
  }
}
