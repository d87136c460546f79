package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.LineChanged;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The time without a socket: says so, asks whether it is maintenance, and reads the account by REST
 * every now and then, so that figures stay right as long as REST works. For one caller at a time.
 */
final class Outage {

  private static final Logger LOG = Logger.getLogger(Outage.class);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final LineName name;
  private final KalshiRest rest;
  private final AccountReader account;
  private final Surroundings around;
  private final SteadyTime time;
  private boolean loadedOnce;
  private boolean polling;
  private Instant lastRead = Instant.MIN;

  /** When REST is asked next; unknown while there is no outage. */
  private @Nullable Instant nextRead;

  Outage(LineName name, KalshiRest rest, AccountReader account, Surroundings around) {
    this.name = name;
    this.rest = rest;
    this.account = account;
    this.around = around;
    this.time = new SteadyTime(around.clock());
  }

  /** The account was loaded over a socket: the outage is over. */
  void end() {
    loadedOnce = true;
    polling = false;
    nextRead = null;
  }

  /**
   * What happens until the next attempt; completes then. A short outage costs no read: the load
   * after it tells all. Who never saw figures does not wait for them.
   *
   * @return fails with {@link KeyRefused} only
   */
  Multi<AccountEvent> of(String reason, Duration span) {
    Instant now = time.now();
    if (nextRead == null) {
      nextRead = loadedOnce ? now.plus(around.timing().poll()) : now;
    }
    Multi<AccountEvent> reads = reads(reason, now.plus(span));
    if (polling) {
      return reads;
    }
    AccountEvent lost = changed(new Line.Reconnecting(clock(), reason));
    return Multi.createBy().concatenating().streams(Multi.createFrom().item(lost), reads);
  }

  private Multi<AccountEvent> reads(String reason, Instant end) {
    Instant due = nextRead == null ? end : nextRead;
    if (!due.isBefore(end)) {
      return pauseUntil(end);
    }
    return Multi.createBy()
        .concatenating()
        .streams(
            pauseUntil(due),
            Multi.createFrom().deferred(() -> read(reason, end)),
            Multi.createFrom()
                .deferred(
                    () -> {
                      nextRead = time.now().plus(around.timing().poll());
                      return reads(reason, end);
                    }));
  }

  /** A read that is not done in time gives way to the next attempt. */
  private Multi<AccountEvent> read(String reason, Instant end) {
    return rest.status()
        .map(status -> Maintenance.reason(status, clock()))
        .chain(maintenance -> account(maintenance, reason))
        .ifNoItem()
        .after(atLeastShortest(Duration.between(time.now(), end)))
        .on(around.scheduler())
        .recoverWithItem(() -> cutShort(reason))
        .onItem()
        .<AccountEvent>disjoint();
  }

  /** One read that gives way is nothing; figures that are old are not called polled. */
  private List<AccountEvent> cutShort(String reason) {
    boolean old = lastRead.plus(around.timing().poll().multipliedBy(3)).isBefore(time.now());
    if (!polling || !old) {
      return List.of();
    }
    polling = false;
    return List.of(changed(new Line.Reconnecting(clock(), reason)));
  }

  private Uni<List<AccountEvent>> account(Optional<String> maintenance, String reason) {
    maintenance.ifPresent(words -> LOG.infof("line waits %s reason=%s", name, words));
    String why = maintenance.orElse(reason);
    return account
        .load()
        .<List<AccountEvent>>map(
            load -> {
              polling = true;
              lastRead = time.now();
              return List.of(load, changed(new Line.Polling(clock(), why)));
            })
        .onFailure(failure -> !(failure instanceof KeyRefused))
        .recoverWithItem(
            failure -> {
              polling = false;
              return List.of(changed(new Line.Reconnecting(clock(), why)));
            });
  }

  private static AccountEvent changed(Line line) {
    return new LineChanged(line, line.since());
  }

  private Multi<AccountEvent> pauseUntil(Instant due) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Duration pause = Duration.between(time.now(), due);
              if (!pause.isPositive()) {
                return Multi.createFrom().empty();
              }
              return Uni.createFrom()
                  .<AccountEvent>nullItem()
                  .onItem()
                  .delayIt()
                  .onExecutor(around.scheduler())
                  .by(atLeastShortest(pause))
                  .toMulti();
            });
  }

  private static Duration atLeastShortest(Duration pause) {
    return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
  }

  private Instant clock() {
    return around.clock().instant();
  }
}
