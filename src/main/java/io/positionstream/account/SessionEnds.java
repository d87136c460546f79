package io.positionstream.account;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
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
 * asking the database when it expired or was ended elsewhere. One question covers all watched
 * sessions, and nobody asks while nobody watches.
 */
@ApplicationScoped
public class SessionEnds {

  private static final Logger LOG = Logger.getLogger(SessionEnds.class);

  /** Leaves the answer and the closing some time within the second. */
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final SessionChecks checks;
  private final Map<UUID, List<Watch>> watches = new ConcurrentHashMap<>();
  private @Nullable Cancellable ticking;

  private record Watch(UUID id, Consumer<EndReason> onEnd) {}

  /** Ends a watch; never blocks and never fails; closing twice is allowed. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  SessionEnds(SessionChecks checks) {
    this.checks = checks;
  }

  /**
   * Calls {@code onEnd} once when the session is over, unless the registration is closed before. It
   * is called on an event loop or on the thread that ended the session and must not block.
   */
  public Registration watch(UUID session, Consumer<EndReason> onEnd) {
    Watch watch = new Watch(UUID.randomUUID(), onEnd);
    watches.merge(session, List.of(watch), SessionEnds::both);
    adjust();
    return () -> {
      watches.computeIfPresent(session, (id, all) -> without(all, watch));
      adjust();
    };
  }

  /** Says that these sessions were ended by this process, just now. */
  void ended(Collection<UUID> sessions) {
    checks.forget(sessions);
    sessions.forEach(session -> end(session, EndReason.SESSION_ENDED));
    adjust();
  }

  private void end(UUID session, EndReason reason) {
    List<Watch> told = watches.remove(session);
    if (told == null) {
      return;
    }
    for (Watch watch : told) {
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
              .onOverflow()
              .drop()
              .onItem()
              .transformToUniAndConcatenate(tick -> ask())
              .subscribe()
              .with(
                  this::endAll,
                  e -> LOG.error("session checks stopped; streams outlive logout", e));
    }
  }

  private Uni<Map<UUID, EndReason>> ask() {
    return checks
        .over(List.copyOf(watches.keySet()))
        .onFailure()
        .invoke(e -> LOG.warnf("sessions cannot be checked now reason=%s", e.getMessage()))
        .onFailure()
        .recoverWithItem(Map.<UUID, EndReason>of());
  }

  private void endAll(Map<UUID, EndReason> over) {
    over.forEach(this::end);
    adjust();
  }

  @PreDestroy
  synchronized void stop() {
    if (ticking != null) {
      ticking.cancel();
      ticking = null;
    }
  }

  private static List<Watch> both(List<Watch> some, List<Watch> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static @Nullable List<Watch> without(List<Watch> all, Watch gone) {
    List<Watch> rest = all.stream().filter(watch -> !watch.equals(gone)).toList();
    return rest.isEmpty() ? null : rest;
  }
}
