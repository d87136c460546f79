package io.positionstream.account;

import io.positionstream.account.SessionChecks.News;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells within a second that a session is over: at once when it was ended in this process, by
 * asking the database when it was renewed or ended elsewhere. Its time ends it also while the
 * database does not answer. One question covers all watched sessions, and nobody asks while nobody
 * watches.
 */
@ApplicationScoped
public class SessionEnds {

  private static final Logger LOG = Logger.getLogger(SessionEnds.class);

  /** Leaves the answer and the closing some time within the second. */
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final SessionChecks checks;
  private final Clock clock;
  private final Map<UUID, Watched> watches = new ConcurrentHashMap<>();
  private @Nullable Cancellable ticking;

  private record Watch(UUID id, Consumer<EndReason> onEnd) {}

  /**
   * Who wants to know of one session.
   *
   * @param expires when it does, as was said last
   */
  private record Watched(Instant expires, List<Watch> all) {

    Watched until(Instant renewed) {
      return new Watched(renewed, all);
    }

    Watched and(Watched newer) {
      return new Watched(newer.expires, Stream.concat(all.stream(), newer.all.stream()).toList());
    }

    @Nullable Watched without(Watch gone) {
      List<Watch> rest = all.stream().filter(watch -> !watch.equals(gone)).toList();
      return rest.isEmpty() ? null : new Watched(expires, rest);
    }
  }

  /** Ends a watch; never blocks and never fails; closing twice is allowed. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  SessionEnds(SessionChecks checks, Clock clock) {
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * Calls {@code onEnd} once when the session is over, unless the registration is closed before. It
   * is called on an event loop or on the thread that ended the session and must not block.
   *
   * @param expires when the session does, if nobody renews it
   */
  public Registration watch(UUID session, Instant expires, Consumer<EndReason> onEnd) {
    Watch watch = new Watch(UUID.randomUUID(), onEnd);
    watches.merge(session, new Watched(expires, List.of(watch)), Watched::and);
    adjust();
    return () -> {
      watches.computeIfPresent(session, (id, all) -> all.without(watch));
      adjust();
    };
  }

  /** Says that these sessions were ended by this process, just now. */
  void ended(Collection<UUID> sessions) {
    checks.ended(sessions);
    sessions.forEach(session -> end(session, EndReason.SESSION_ENDED));
    adjust();
  }

  private void end(UUID session, EndReason reason) {
    Watched told = watches.remove(session);
    if (told == null) {
      return;
    }
    for (Watch watch : told.all()) {
      try {
        watch.onEnd().accept(reason);
      } catch (RuntimeException e) {
        // One stream that fails to close must not keep the others open.
        LOG.errorf(e, "listener of a session end failed session=%s", session);
      }
    }
  }

  private synchronized void adjust() {
    if (watches.isEmpty() && ticking != null) {
      ticking.cancel();
      ticking = null;
    } else if (!watches.isEmpty() && ticking == null) {
      ticking =
          Multi.createFrom()
              .ticks()
              .every(PERIOD)
              // Whether or not an answer is waited for.
              .invoke(tick -> endExpired())
              .onOverflow()
              .drop()
              .onItem()
              .transformToUniAndConcatenate(tick -> ask())
              .subscribe()
              .with(
                  this::tell, e -> LOG.error("session checks stopped; streams outlive logout", e));
    }
  }

  /** Those whose time is over: to know that, nobody need be asked. */
  void endExpired() {
    Instant now = clock.instant();
    List<UUID> over =
        watches.entrySet().stream()
            .filter(watched -> !watched.getValue().expires().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    if (!over.isEmpty()) {
      over.forEach(session -> end(session, EndReason.SESSION_EXPIRED));
      adjust();
    }
  }

  private Uni<Map<UUID, News>> ask() {
    Map<UUID, Instant> known = new HashMap<>();
    watches.forEach((session, watched) -> known.put(session, watched.expires()));
    return checks
        .news(known)
        .onFailure()
        .invoke(e -> LOG.warnf("sessions cannot be checked now reason=%s", e.getMessage()))
        .onFailure()
        .recoverWithItem(Map.<UUID, News>of());
  }

  /** What the database has said. */
  void tell(Map<UUID, News> news) {
    news.forEach(
        (session, one) -> {
          switch (one) {
            case News.Over over -> end(session, over.reason());
            case News.Until until ->
                watches.computeIfPresent(session, (id, all) -> all.until(until.expires()));
          }
        });
    adjust();
  }

  @PreDestroy
  synchronized void stop() {
    if (ticking != null) {
      ticking.cancel();
      ticking = null;
    }
  }
}
