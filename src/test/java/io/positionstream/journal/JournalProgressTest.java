package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.engine.TestAccount;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is said of an account that is not written. */
class JournalProgressTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Instant now = NOON;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final JournalWatch watch =
      new JournalWatch(((InstantSource) () -> now).withZone(ZoneOffset.UTC), metrics);
  private final TestAccount account = new TestAccount();
  private final JournalProgress progress = watch.begin(account.engine());

  @Test
  void anAccountThatWaitsForABeatThatDoesNotComeIsCounted() {
    account.fill("A");
    progress.tried(new Beat().next()).subscribe().with(v -> {});
    assertThat(progress.waiting()).isEmpty();

    now = NOON.plusSeconds(11);

    assertThat(progress.waiting())
        .contains(new JournalProgress.Waiting(NOON, WriteFailure.OTHER.word()));
    assertThat(progress.backlog()).isEqualTo(1);
    assertThat(metrics.get("journal.backlog").gauge().value()).isEqualTo(1);
    assertThat(metrics.get("journal.waiting").gauge().value()).isEqualTo(1);
    assertThat(metrics.get("journal.behind").gauge().value()).isEqualTo(11);
  }

  @Test
  void soIsOneThatTheDatabaseDoesNotAnswer() {
    progress.tried(progress.measured(Uni.createFrom().nothing())).subscribe().with(v -> {});

    now = NOON.plusSeconds(11);

    assertThat(progress.waiting())
        .contains(new JournalProgress.Waiting(NOON, WriteFailure.UNAVAILABLE.word()));
  }

  @Test
  void whatIsWrittenWaitsNoMore() {
    Beat beat = new Beat();
    progress
        .tried(beat.next().chain(() -> progress.measured(Uni.createFrom().voidItem())))
        .subscribe()
        .with(v -> progress.wrote(account.engine().portfolio().cursor()));
    beat.turn();

    now = NOON.plusSeconds(11);

    assertThat(progress.waiting()).isEmpty();
    assertThat(metrics.get("journal.write").timer().count()).isEqualTo(1);
  }

  @Test
  void whatFailedIsTriedOnceMoreBeforeTheServiceEnds() {
    progress.failed(new ConnectException("refused"));
    AssertSubscriber<Throwable> tries = backingOff();

    CompletableFuture<Void> flushed =
        CompletableFuture.runAsync(() -> watch.flush(new ShutdownEvent()));

    await().until(() -> tries.getItems().size() == 1);
    assertThat(flushed).as("waits for what comes of it").isNotDone();
    progress.wrote(account.engine().portfolio().cursor());
    await().until(flushed::isDone);
    assertThat(progress.waiting()).isEmpty();
  }

  @Test
  void whatFailsOnceMoreIsNotWaitedFor() {
    progress.failed(new ConnectException("refused"));
    JournalProgress.Target target = progress.target().orElseThrow();
    assertThat(target.isDone()).isFalse();

    progress.failed(new ConnectException("refused"));

    assertThat(target.isDone()).isTrue();
    assertThat(Optional.of(NOON)).isEqualTo(progress.waiting().map(JournalProgress.Waiting::since));
  }

  /** The pause after the failure: longer than a look of the flush, less than its patience. */
  private AssertSubscriber<Throwable> backingOff() {
    return progress
        .again(Multi.createFrom().<Throwable>item(new ConnectException("refused")))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
