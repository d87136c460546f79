package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Locale;

/**
 * The state of the line to the exchange. Losing it is news like any other, not an error.
 *
 * <p>A line begins as {@link Connecting}, is {@link Live} as long as all is well, and moves between
 * the others as {@link #leadsTo} says. {@link Disconnected} is the end; {@link Rejected} is one,
 * too, unless somebody logs in with another key.
 */
public sealed interface Line {

  /** Since when the line is in this state, however often its reason changed. */
  Instant since();

  /** Why, for people; empty when there is nothing to explain. */
  String reason();

  /** The word of the public contract: "live", "reconnecting", ... */
  default String status() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The first connection is being made and loaded. */
  record Connecting(Instant since, String reason) implements Line {}

  /** Everything is loaded and every frame arrives. */
  record Live(Instant since) implements Line {
    @Override
    public String reason() {
      return "";
    }
  }

  /** The socket is open, but nothing comes. */
  record Stale(Instant since, String reason) implements Line {}

  /** The socket cannot be had, REST can: figures are up to date within the polling interval. */
  record Polling(Instant since, String reason) implements Line {}

  /** The line was lost and is being made again, for ever. */
  record Reconnecting(Instant since, String reason) implements Line {}

  /** The exchange refuses the key: no more attempts. */
  record Rejected(Instant since, String reason) implements Line {}

  /** Stopped by us. */
  record Disconnected(Instant since, String reason) implements Line {}

  /** Whether the line may be in the state of {@code next} directly after this one. */
  default boolean leadsTo(Line next) {
    return isLike(next)
        || switch (this) {
          // One case each: of several in one, javac makes a branch that nothing can take.
          case Connecting _ -> true;
          case Live _ -> !(next instanceof Connecting);
          case Stale _ -> !(next instanceof Connecting);
          case Reconnecting _ -> !(next instanceof Connecting);
          // Without a socket there is none that could fall silent.
          case Polling _ -> !(next instanceof Connecting || next instanceof Stale);
          case Rejected _ -> next instanceof Connecting || next instanceof Disconnected;
          case Disconnected _ -> next instanceof Connecting;
        };
  }

  /**
   * The line's state once this was told after {@code before}: what cannot follow leaves it as it
   * was, and an attempt that fails again does not make the outage younger.
   */
  default Line after(Line before) {
    if (!before.leadsTo(this)) {
      return before;
    }
    return isLike(before) ? lasting(before.since()) : this;
  }

  private boolean isLike(Line other) {
    return getClass() == other.getClass();
  }

  private Line lasting(Instant since) {
    return switch (this) {
      case Connecting c -> new Connecting(since, c.reason);
      case Live _ -> new Live(since);
      case Stale s -> new Stale(since, s.reason);
      case Polling p -> new Polling(since, p.reason);
      case Reconnecting r -> new Reconnecting(since, r.reason);
      case Rejected r -> new Rejected(since, r.reason);
      case Disconnected d -> new Disconnected(since, d.reason);
    };
  }
}
