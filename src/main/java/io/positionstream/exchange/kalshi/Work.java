package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Transport.Connection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a session has under way: commands, reads, waits. Each ends in a signal, or in none; all of
 * them end with the session, because their results are part of its stream.
 */
final class Work {

  private static final int AT_ONCE = 4096;
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Connection connection;
  private final ScheduledExecutorService scheduler;
  private final UnicastProcessor<Uni<Signal>> started = UnicastProcessor.create();

  Work(Connection connection, ScheduledExecutorService scheduler) {
    this.connection = connection;
    this.scheduler = scheduler;
  }

  /** What comes of the work; cancelling it stops everything under way. */
  Multi<Signal> signals() {
    return started.onItem().transformToUni(work -> work).merge(AT_ONCE);
  }

  void start(Uni<? extends Signal> work) {
    started.onNext(work.onItem().castTo(Signal.class));
  }

  /** Sends one after the other; a command that cannot be sent fails the session. */
  void send(List<Command> commands) {
    for (Command command : commands) {
      start(
          connection
              .send(command.json())
              .onItem()
              .transformToUni(done -> Uni.createFrom().<Signal>nullItem())
              .onFailure()
              .recoverWithItem(
                  failure ->
                      new Signal.Failed(
                          new LineLost(LossReason.BROKEN, "sending failed: " + failure))));
    }
  }

  /** Brings {@code signal} after a pause, of at least 1 ms: timers know no shorter one. */
  void after(Duration pause, Signal signal) {
    Duration atLeast = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    start(Uni.createFrom().item(signal).onItem().delayIt().onExecutor(scheduler).by(atLeast));
  }
}
