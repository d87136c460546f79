package io.positionstream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.engine.AccountMemory.ClaimLost;
import io.positionstream.portfolio.Events;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AccountEnginesTest {

  private final AtomicBoolean forgotten = new AtomicBoolean();
  private final AccountEngines engines = TestEngines.of(ZoneOffset.UTC, Clock.systemUTC());

  @Test
  void whoGivesWayToAnotherProcessGoesOnLaterWithTheKeyItHas() {
    AccountEngine first = follow();

    engines.onClaimLost(new ClaimLost(Events.ACCOUNT));

    assertThat(engines.running(Events.ACCOUNT)).isPresent().get().isNotSameAs(first);
    assertThat(forgotten).isFalse();
  }

  @Test
  void anAccountThatIsLeftForgetsItsKey() {
    follow();

    engines.unwatch(Events.ACCOUNT);

    assertThat(engines.running(Events.ACCOUNT)).isEmpty();
    assertThat(forgotten).isTrue();
  }

  private AccountEngine follow() {
    NowhereAccount account =
        new NowhereAccount(time -> Multi.createFrom().nothing(), () -> forgotten.set(true));
    return engines
        .follow(Events.ACCOUNT, account, start -> start)
        .await()
        .atMost(Duration.ofSeconds(10));
  }
}
