package io.positionstream.engine;

import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.loaded;
import static io.positionstream.portfolio.Events.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Side;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountEngineTest {

  private final UnicastProcessor<AccountEvent> exchange = UnicastProcessor.create();
  private final AccountEngine engine =
      new AccountEngine(
          new NowhereAccount(),
          Events.unknown(),
          new DriftWatch(Events.ACCOUNT, new SimpleMeterRegistry(), news -> {}),
          new FoldMeter(new SimpleMeterRegistry()));

  @BeforeEach
  void listen() {
    engine.listen(exchange, Multi.createFrom().nothing());
    exchange.onNext(loaded(T0, Map.of(), "1000", List.of(), List.of()));
    exchange.onNext(filled(fill("a", Side.YES, "10", "0.40", "0", 1)));
  }

  @Test
  void aLateReaderBeginsWithTheNewestPortfolio() {
    AssertSubscriber<Portfolio> reader = read(1);
    assertThat(reader.getItems()).containsExactly(engine.portfolio());
  }

  @Test
  void aSlowReaderSkipsStatesAndDelaysNobody() {
    AssertSubscriber<Portfolio> slow = read(1);
    AssertSubscriber<Portfolio> fast = read(Long.MAX_VALUE);

    for (int cents = 10; cents < 60; cents++) {
      exchange.onNext(quoted("0." + cents, "0.70", cents));
    }
    slow.request(1);

    assertThat(fast.getItems()).hasSize(51);
    assertThat(slow.getItems()).hasSize(2).last().isEqualTo(engine.portfolio());
  }

  @Test
  void whatChangesNothingWakesNobody() {
    AssertSubscriber<Portfolio> reader = read(Long.MAX_VALUE);
    exchange.onNext(quoted("0.50", "0.60", 2));
    exchange.onNext(quoted("0.50", "0.60", 3));
    assertThat(reader.getItems()).hasSize(2);
  }

  @Test
  void stoppingClosesTheLineSaysSoAndCompletesTheReaders() {
    AssertSubscriber<Portfolio> reader = read(Long.MAX_VALUE);

    engine.stop(T0.plusSeconds(9));

    reader.assertCompleted();
    assertThat(reader.getLastItem().line()).isInstanceOf(Line.Disconnected.class);
  }

  @Test
  void aCancelledReaderLeavesTheOthersAlone() {
    AssertSubscriber<Portfolio> one = read(Long.MAX_VALUE);
    AssertSubscriber<Portfolio> other = read(Long.MAX_VALUE);
    one.cancel();
    exchange.onNext(quoted("0.50", "0.60", 2));
    assertThat(one.getItems()).hasSize(1);
    assertThat(other.getItems()).hasSize(2);
  }

  private AssertSubscriber<Portfolio> read(long demand) {
    return engine.portfolios().subscribe().withSubscriber(AssertSubscriber.create(demand));
  }
}
