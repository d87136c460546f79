package io.positionstream.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that goes wrong on purpose: tells what becomes of each request and each frame. Knows
 * neither network nor threads; the same orders, questions and times give the same answers. Not
 * thread-safe, and nothing of it outlives the process.
 */
final class Faults {
  private final Clock clock;
  private final List<Fault> active = new ArrayList<>();
  private long lastId;

  Faults(Clock clock) {
    this.clock = clock;
  }

  /** Begins; earlier faults go on beside it. */
  Fault start(FaultOrder order) {
    Fault fault = new Fault(++lastId, order, clock.instant());
    if (!fault.isOver(clock.instant())) {
      active.add(fault);
    }
    return fault;
  }

  /** Ends one fault; false when there is none of that id. */
  boolean end(long id) {
    return active.removeIf(fault -> fault.id() == id);
  }

  void endAll() {
    active.clear();
  }

  /** What lasts at the moment, oldest first. */
  List<Fault> active() {
    if (!active.isEmpty()) {
      Instant now = clock.instant();
      active.removeIf(fault -> fault.isOver(now));
    }
    return List.copyOf(active);
  }

  boolean areNone() {
    return active.isEmpty();
  }

  /**
   * The fate of a REST request or an upgrade.
   *
   * @param caller the account whose key it names, proved or not; empty for a public one
   * @param path the full path, without query
   */
  RequestFate onRequest(Optional<String> caller, String path) {
    RequestFate fate = RequestFate.GOOD;
    for (Fault fault : active()) {
      fate = fault.on(fate, caller, path, clock.instant());
    }
    return fate;
  }

  /** The fate of a frame on its way to the client. */
  FrameFate onFrame(String account, long connection, FrameSort sort) {
    FrameFate fate = FrameFate.GOOD;
    for (Fault fault : active()) {
      fate = fault.on(fate, account, connection, sort);
    }
    return fate;
  }

  /** Whether a socket gets its ping. */
  boolean allowPing(String account, long connection) {
    return active().stream()
        .noneMatch(f -> f.kind() == FaultKind.NO_PING && f.strikes(account, connection));
  }

  /** Whether a socket is half open from the start. */
  boolean deafens(String account, long connection) {
    return active().stream()
        .anyMatch(f -> f.kind() == FaultKind.HALF_OPEN && f.strikes(account, connection));
  }

  /** The limits that are enforced for an account, or would be. */
  TokenBucket.Limits limits(String account) {
    return active().stream()
        .filter(f -> f.kind() == FaultKind.RATE_LIMIT)
        .filter(f -> f.order().scope().account().map(account::equals).orElse(true))
        .map(f -> f.order().measures().limits())
        .findFirst()
        .orElse(TokenBucket.Limits.BASIC);
  }
}
