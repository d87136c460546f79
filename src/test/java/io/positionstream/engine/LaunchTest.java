package io.positionstream.engine;

import static io.positionstream.portfolio.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.engine.AccountMemory.Recollection;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LaunchTest {

  private static final String KEY = new ExchangeKey("test", "id", "pem", 0).fingerprint();

  private final List<UniEmitter<? super Recollection>> recalls = new ArrayList<>();
  private final UnicastProcessor<AccountEvent> refusals = UnicastProcessor.create();
  private final AtomicBoolean lineOpen = new AtomicBoolean();
  private final AtomicBoolean forgotten = new AtomicBoolean();
  private final Launch launch =
      new Launch(
          KEY,
          new NowhereAccount(time -> time, () -> forgotten.set(true)),
          () -> Uni.createFrom().emitter(recalls::add),
          this::start);

  @Test
  void runsOnceItIsRecalledWhetherOrNotSomebodyWaits() {
    UniAssertSubscriber<AccountEngine> impatient =
        launch.engine().subscribe().withSubscriber(UniAssertSubscriber.create());
    impatient.cancel();

    recall();

    assertThat(launch.running()).isPresent();
    assertThat(lineOpen).isTrue();
  }

  @Test
  void aLogoutWhileItIsRecalledLeavesNoLineBehind() {
    UniAssertSubscriber<AccountEngine> waiting =
        launch.engine().subscribe().withSubscriber(UniAssertSubscriber.create());

    launch.end(T0);
    recall();

    assertThat(launch.running()).isEmpty();
    assertThat(lineOpen).isFalse();
    assertThat(forgotten).isTrue();
    waiting.assertFailedWith(CancellationException.class);
  }

  @Test
  void stoppingClosesTheLine() {
    recall();
    launch.stop(T0);
    assertThat(lineOpen).isFalse();
    assertThat(launch.running()).isEmpty();
  }

  /** It gave way to another process, and is to go on with the key it has when it may. */
  @Test
  void whatIsWishedForAgainKeepsItsKeyUntilItEnds() {
    recall();
    launch.stop(T0);
    Launch again = launch.again(() -> Uni.createFrom().emitter(recalls::add), this::start);
    recalls.getLast().complete(new Recollection(Events.unknown(), Instant.EPOCH));
    assertThat(again.running()).isPresent();
    assertThat(forgotten).isFalse();

    again.end(T0);

    assertThat(forgotten).isTrue();
  }

  @Test
  void aRefusedKeyIsTriedAgainByTheNextLogin() {
    recall();
    assertThat(launch.serves(KEY)).isTrue();

    AccountEngine engine = launch.running().orElseThrow();
    refusals.onNext(new AccountEvent.LineChanged(new Line.Rejected(T0, "401"), T0));

    assertThat(engine.portfolio().line()).isInstanceOf(Line.Rejected.class);
    assertThat(launch.serves(KEY)).isFalse();
  }

  @Test
  void anotherKeyIsAnotherLaunch() {
    assertThat(launch.serves(new ExchangeKey("test", "other", "pem", 0).fingerprint())).isFalse();
  }

  private void recall() {
    recalls.getFirst().complete(new Recollection(Events.unknown(), Instant.EPOCH));
  }

  private AccountEngine start(ExchangeAccount account, Recollection from) {
    AccountEngine engine =
        new AccountEngine(
            account,
            from.portfolio(),
            new DriftWatch(Events.ACCOUNT, new SimpleMeterRegistry(), news -> {}),
            new FoldMeter(new SimpleMeterRegistry()));
    Multi<AccountEvent> line =
        refusals
            .onSubscription()
            .invoke(() -> lineOpen.set(true))
            .onCancellation()
            .invoke(() -> lineOpen.set(false));
    engine.listen(line, Multi.createFrom().nothing());
    return engine;
  }
}
