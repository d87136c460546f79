package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The pauses between two tries, which nobody waits for here. */
class BackOffTest {

  private final UnicastProcessor<Throwable> failures = UnicastProcessor.create();
  private final BackOff hours =
      new BackOff(Duration.ofHours(1), Duration.ofHours(2), bound -> bound / 2);

  @Test
  void whoIsInAHurryDoesNotWait() {
    AssertSubscriber<Throwable> tries = tries(hours);
    failures.onNext(new IllegalStateException("first"));
    assertThat(tries.getItems()).isEmpty();

    hours.hurry();

    assertThat(tries.getItems()).hasSize(1);
    failures.onNext(new IllegalStateException("second"));
    assertThat(tries.getItems()).as("waits again").hasSize(1);
  }

  @Test
  void aHurryBeforeTheFailureIsNotForgotten() {
    AssertSubscriber<Throwable> tries = tries(hours);

    hours.hurry();
    failures.onNext(new IllegalStateException("first"));
    failures.onNext(new IllegalStateException("second"));

    assertThat(tries.getItems()).extracting(Throwable::getMessage).containsExactly("first");
  }

  @Test
  void aPausePassesByItself() {
    AssertSubscriber<Throwable> tries =
        tries(new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), bound -> bound / 2));

    failures.onNext(new IllegalStateException("first"));
    failures.onNext(new IllegalStateException("second"));

    tries.awaitItems(2);
  }

  @Test
  void whatFailsIsTriedUntilItSucceeds() {
    AtomicInteger tries = new AtomicInteger();
    BackOff millis = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), bound -> bound / 2);
    String written =
        Uni.createFrom()
            .item(tries::incrementAndGet)
            .map(
                n -> {
                  if (n < 4) {
                    throw new IllegalStateException("not yet");
                  }
                  return "written";
                })
            .onFailure()
            .retry()
            .when(millis::after)
            .await()
            .atMost(Duration.ofSeconds(10));

    assertThat(written).isEqualTo("written");
    assertThat(tries).hasValue(4);
  }

  private AssertSubscriber<Throwable> tries(BackOff backOff) {
    Multi<Throwable> again = backOff.after(failures);
    return again.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
