package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.positionstream.stream.StreamMetrics.Refused;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Every open stream of this instance: how many there may be, and how they end together. */
@ApplicationScoped
class OpenStreams {

  private static final Logger LOG = Logger.getLogger(OpenStreams.class);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  /** For what the wheel and the last words take after the last leave. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final StreamConfig config;
  private final StreamMetrics metrics;
  private final Terms terms;
  private final Map<Loop, LoopStreams> loops = new ConcurrentHashMap<>();
  private final Map<AccountId, Integer> users = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean draining;

  OpenStreams(StreamConfig config, StreamMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
    this.terms =
        new Terms(
            config.heartbeat().toNanos(),
            config.writeDeadline().toNanos(),
            Math.toIntExact(config.maxQueued().asLongValue()),
            config.retry(),
            metrics,
            System::nanoTime,
            bound -> ThreadLocalRandom.current().nextLong(bound));
  }

  Terms terms() {
    return terms;
  }

  /** A place for one stream: given back once, however often it is left. */
  final class Place {

    private final AccountId user;
    private final AtomicBoolean left = new AtomicBoolean();

    private Place(AccountId user) {
      this.user = user;
    }

    void leave() {
      if (left.compareAndSet(false, true)) {
        OpenStreams.this.leave(user);
      }
    }
  }

  /**
   * Opens one more stream in a place of its own, which it leaves when it is gone. What cannot be
   * opened leaves it at once.
   *
   * @throws io.positionstream.web.ProblemException if there is no place
   */
  void enter(AccountId user, Consumer<Place> stream) {
    take(user);
    Place place = new Place(user);
    try {
      stream.accept(place);
    } catch (RuntimeException e) {
      place.leave();
      throw e;
    }
  }

  private void take(AccountId user) {
    if (open.incrementAndGet() > config.maxPerInstance()) {
      free();
      throw refused(Refused.INSTANCE);
    }
    if (draining) {
      free();
      throw refused(Refused.SHUTDOWN);
    }
    if (users.merge(user, 1, Integer::sum) > config.maxPerUser()) {
      leave(user);
      throw refused(Refused.USER);
    }
  }

  private void leave(AccountId user) {
    users.computeIfPresent(user, (id, have) -> have > 1 ? have - 1 : null);
    free();
  }

  private void free() {
    if (open.decrementAndGet() == 0 && draining) {
      empty.countDown();
    }
  }

  /** The account's readers on this loop; to be called there. */
  LoopFeed feed(Loop loop, AccountEngine engine, AccountEncoder encoder) {
    return on(loop).feed(engine, encoder);
  }

  /** Looks after a reader until it is gone; to be called on its loop. */
  void add(Loop loop, StreamReader reader) {
    on(loop).add(reader);
    if (draining) {
      reader.leaveIn(0);
    }
  }

  private LoopStreams on(Loop loop) {
    return loops.computeIfAbsent(loop, LoopStreams::new);
  }

  boolean isDraining() {
    return draining;
  }

  /**
   * Lets nobody in any more, has the streams take leave one by one over the drain period, and waits
   * for the last: blocks so long and a few seconds at most.
   */
  void drain() throws InterruptedException {
    if (draining) {
      return;
    }
    draining = true;
    metrics.draining();
    LOG.infof("streams take leave open=%d", open.get());
    loops.forEach(
        (loop, streams) -> loop.execute(() -> streams.drain(config.drain(), terms.chance())));
    boolean all =
        open.get() == 0
            || empty.await(config.drain().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    if (!all) {
      LOG.warnf("streams are cut open=%d", open.get());
    }
    loops.forEach((loop, streams) -> streams.stop());
  }

  private RuntimeException refused(Refused why) {
    metrics.refused(why);
    Problem problem =
        switch (why) {
          case USER ->
              Problem.of(
                  ErrorCode.TOO_MANY_STREAMS,
                  "You have %d streams open already; close one.".formatted(config.maxPerUser()));
          case INSTANCE ->
              Problem.of(ErrorCode.TOO_MANY_STREAMS_HERE, "This instance has no room; try again.");
          case SHUTDOWN ->
              Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "The service is going down; try again.");
        };
    return problem.retryAfter(COME_BACK).asException();
  }
}
