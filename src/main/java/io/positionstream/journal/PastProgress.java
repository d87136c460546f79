package io.positionstream.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * How much of one kind of an account's past is stored.
 *
 * @param loaded stored rows
 * @param from the oldest of them
 * @param to the newest of them
 * @param unreadable rows that the exchange showed and that were not understood
 * @param reason why it failed or is not available
 * @param cutoff before it, fills are in the exchange's archive; of fills only, if known
 */
public record PastProgress(
    PastKind kind,
    State state,
    long loaded,
    Optional<Instant> from,
    Optional<Instant> to,
    long unreadable,
    Optional<String> reason,
    Optional<Instant> cutoff) {

  /** Where the reading stands. */
  public enum State {
    RUNNING,
    COMPLETE,
    /** Tried again after a while. */
    FAILED,
    /** The exchange does not show all of it, or not to this key. */
    NOT_AVAILABLE
  }

  /** Whether everything that the exchange shows is stored. */
  public boolean complete() {
    return state == State.COMPLETE && unreadable == 0;
  }
}
