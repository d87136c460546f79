package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateBudgetTest {

  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final VirtualTime time = new VirtualTime(START);
  private final RateBudget budget = new RateBudget(time.clock(), time);
  private int turns;

  @Test
  void grantsTwentyReadsASecondBeforeTheLimitsAreKnown() {
    take(100);
    assertThat(turns).isEqualTo(20);

    time.pass(Duration.ofSeconds(1));
    assertThat(turns).isEqualTo(40);
    time.pass(Duration.ofSeconds(3));
    assertThat(turns).isEqualTo(100);
  }

  @Test
  void grantsWhatTheExchangeGrants() {
    budget.grant(600, 1200);
    time.pass(Duration.ofSeconds(10));

    take(300);

    assertThat(turns).isEqualTo(120);
    time.pass(Duration.ofSeconds(1));
    assertThat(turns).isEqualTo(180);
    assertThat(budget.isKnown()).isTrue();
  }

  @Test
  void waitsAfterARefusalAlthoughItsOwnCountSaysOtherwise() {
    budget.refused();

    take(2);

    assertThat(turns).isZero();
    time.pass(Duration.ofMillis(50));
    assertThat(turns).isEqualTo(1);
  }

  @Test
  void isNotStoppedByAClockThatIsSetBack() {
    Deque<Instant> back = new ArrayDeque<>(List.of(START));
    InstantSource clock =
        () -> back.isEmpty() ? time.clock().instant().minus(Duration.ofHours(1)) : back.remove();
    RateBudget shifting = new RateBudget(clock.withZone(ZoneOffset.UTC), time);

    for (int i = 0; i < 21; i++) {
      shifting.turn().subscribe().with(done -> turns++);
    }
    time.pass(Duration.ofMillis(50));

    assertThat(turns).isEqualTo(21);
  }

  @Test
  void refusesLimitsThatWouldStopItForGood() {
    assertThatIllegalArgumentException().isThrownBy(() -> budget.grant(0, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> budget.grant(100, 0));
  }

  @Test
  void isOneForAllKeysOfAnAccount() {
    RateBudgets budgets = new RateBudgets(() -> new RateBudget(time.clock(), time));
    RateBudget running = budgets.of("demo", "old");
    RateBudget stranger = budgets.of("production", "old");

    budgets.join("demo", "new", Set.of("new", "old"));

    assertThat(budgets.of("demo", "new")).isSameAs(running);
    assertThat(budgets.of("demo", "old")).isSameAs(running);
    assertThat(stranger).isNotSameAs(running);
    assertThat(budgets.of("demo", "other")).isNotSameAs(running);
  }

  @Test
  void everyReadOfAKeyTakesATurn() {
    FakeTransport network = new FakeTransport();
    network.answer("/portfolio/balance", ok("{}"));
    KalshiAccess access = network.access(time);

    IntStream.range(0, 50)
        .forEach(i -> access.get("/portfolio/balance", Map.of()).subscribe().with(x -> {}));

    assertThat(network.gets).hasSize(20);
    time.pass(Duration.ofSeconds(2));
    assertThat(network.gets).hasSize(50);
  }

  @Test
  void aReadIsSignedWhenItsTurnHasCome() {
    FakeTransport network = new FakeTransport();
    network.answer("/portfolio/balance", ok("{}"));
    KalshiAccess access = network.access(time);

    IntStream.range(0, 21)
        .forEach(i -> access.get("/portfolio/balance", Map.of()).subscribe().with(x -> {}));
    time.pass(Duration.ofSeconds(1));

    List<String> times = network.signed.stream().map(h -> h.get(KalshiSigner.TIMESTAMP)).toList();
    assertThat(times.getFirst()).isEqualTo("" + START.toEpochMilli());
    assertThat(times.getLast()).isEqualTo("" + START.plusMillis(50).toEpochMilli());
  }

  @Test
  void whatIsRefusedForItsRateWaitsAndIsAskedAgain() {
    FakeTransport network = new FakeTransport();
    network.answer(
        "/portfolio/balance", status(429, "{\"error\":\"too many requests\"}"), ok("{\"a\":1}"));
    KalshiAccess access = network.access(time);
    StringBuilder body = new StringBuilder();

    access.get("/portfolio/balance", Map.of()).subscribe().with(body::append);
    time.pass(Duration.ofSeconds(10));

    assertThat(body).hasToString("{\"a\":1}");
    assertThat(network.gets).hasSize(2);
  }

  private void take(int count) {
    for (int i = 0; i < count; i++) {
      budget.turn().subscribe().with(done -> turns++);
    }
  }
}
