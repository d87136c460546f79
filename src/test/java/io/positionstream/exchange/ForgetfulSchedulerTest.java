package io.positionstream.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.threads.EnhancedQueueExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pool is of the kind that the service runs on, with one thread, which stays. */
class ForgetfulSchedulerTest {

  private final EnhancedQueueExecutor pool =
      new EnhancedQueueExecutor.Builder().setCorePoolSize(1).setMaximumPoolSize(1).build();

  /** A way to hand a task to a scheduler. */
  private interface Way {
    void give(ScheduledExecutorService scheduler, Runnable task);
  }

  static Stream<Way> ways() {
    return Stream.of(
        ScheduledExecutorService::execute,
        (scheduler, task) -> scheduler.schedule(task, 1, TimeUnit.MILLISECONDS),
        (scheduler, task) ->
            scheduler.schedule(Executors.callable(task), 1, TimeUnit.MILLISECONDS));
  }

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatATaskRefersToCanBeCollectedOnceItRan(Way way) throws InterruptedException {
    WeakReference<Object> secret = worked(new ForgetfulScheduler(pool), way);

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(secret.get()).isNull();
            });
  }

  /** Should this fail one day, the class under test can go. */
  @Test
  void thePoolItselfKeepsTheFirstTaskOfAThread() throws InterruptedException {
    WeakReference<Object> secret = worked(pool, ScheduledExecutorService::execute);

    System.gc();
    assertThat(secret.get()).isNotNull();
  }

  private static WeakReference<Object> worked(ScheduledExecutorService scheduler, Way way)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(2);
    Object secret = new Object();
    way.give(
        scheduler,
        () -> {
          Objects.requireNonNull(secret);
          done.countDown();
        });
    // The thread has returned from the first task when it takes the second one.
    way.give(scheduler, done::countDown);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    return new WeakReference<>(secret);
  }
}
