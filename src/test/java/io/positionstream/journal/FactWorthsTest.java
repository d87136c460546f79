package io.positionstream.journal;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.quoted;
import static io.positionstream.portfolio.Events.withCash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the account was worth after each fact, while the journal has not written it. */
class FactWorthsTest {

  private Portfolio now = withCash("1000");
  private final FactWorths worths = new FactWorths(now);

  @Test
  void eachFactIsKeptAtItsOwnTimeHoweverSoonTheNextOneComes() {
    happens(heard(fill("a", Side.YES, "10", "0.4", "0.01", 1), 1_150));
    happens(heard(fill("b", Side.NO, "4", "0.55", "0.01", 2), 2_150));

    assertThat(worths.until(now))
        .extracting(Worth::at, worth -> worth.cash().plain(), Worth::atFact)
        .containsExactly(
            tuple(T0.plusSeconds(1), "995.99", true), tuple(T0.plusSeconds(2), "998.18", true));
  }

  @Test
  void aClockThatIsAheadOrBehindNeverChangesTheOrder() {
    happens(heard(fill("ahead", Side.YES, "10", "0.4", "0", 9), 1_000));
    happens(quoted("0.5", "0.6", 2));
    happens(heard(fill("behind", Side.YES, "10", "0.4", "0", 1), 3_000));

    assertThat(worths.until(now))
        .extracting(Worth::at)
        .containsExactly(T0.plusSeconds(1), T0.plusSeconds(2).plusNanos(1_000));
  }

  @Test
  void aPriceIsNoFact() {
    happens(heard(fill("a", Side.YES, "10", "0.4", "0", 1), 1_000));
    happens(quoted("0.5", "0.6", 2));
    happens(quoted("0.4", "0.6", 3));

    assertThat(worths.until(now)).hasSize(1);
  }

  @Test
  void aDepositIsOneAndSeveralInOneReadingAreOfItsTime() {
    happens(loaded(1, "1000"));
    happens(loaded(20, "1100", flow("in", 15)));
    happens(loaded(40, "1300", flow("in", 15), flow("more", 30), flow("yet more", 31)));

    assertThat(worths.until(now))
        .extracting(Worth::at, worth -> worth.flows().plain())
        .containsExactly(tuple(T0.plusSeconds(15), "100"), tuple(T0.plusSeconds(40), "300"));
  }

  @Test
  void whatIsWrittenIsForgottenAndTheRestWaits() {
    happens(heard(fill("a", Side.YES, "10", "0.4", "0", 1), 1_000));
    Portfolio first = now;
    happens(heard(fill("b", Side.YES, "10", "0.4", "0", 2), 2_000));

    assertThat(worths.until(first)).hasSize(1);
    worths.written(first);

    assertThat(worths.until(now)).extracting(Worth::at).containsExactly(T0.plusSeconds(2));
  }

  @Test
  void theOldestGoWhenTheDatabaseStaysAway() {
    for (int i = 1; i <= FactWorths.BOUND + 1; i++) {
      happens(heard(fill("f" + i, Side.YES, "0.01", "0.4", "0", i), i * 1_000L));
    }

    assertThat(worths.until(now)).hasSize(FactWorths.BOUND);
    assertThat(worths.until(now).getFirst().at()).isEqualTo(T0.plusSeconds(2));
  }

  @Test
  void twoOfOneInstantAreTheNewerOneAndKeptIfEitherIs() {
    Worth fact = Worth.of(withCash("1"), T0, true).orElseThrow();
    Worth tick = Worth.of(withCash("2"), T0, false).orElseThrow();

    assertThat(fact.with(tick).cash()).isEqualTo(dollars("2"));
    assertThat(fact.with(tick).atFact()).isTrue();
    assertThat(tick.with(tick).atFact()).isFalse();
  }

  private void happens(AccountEvent event) {
    now = now.apply(event);
    worths.look(now);
  }

  private static AccountEvent heard(Fill fill, long millis) {
    return new AccountEvent.Filled(fill, T0.plusMillis(millis));
  }

  private static Flow flow(String id, int second) {
    return new Flow(id, dollars("100"), Money.ZERO, T0.plusSeconds(second));
  }

  private static AccountLoaded loaded(int second, String cash, Flow... flows) {
    Instant at = T0.plusSeconds(second);
    return new AccountLoaded(
        at,
        at,
        Map.of(),
        dollars(cash),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(List.of(flows)),
        at);
  }
}
