package io.positionstream.statement;

import io.positionstream.web.Unreachable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** How long the past is waited for. */
final class Reading {

  /** The longest history is read and folded in a part of this. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Reading() {}

  /** What is read; fails as a database that is away when that is silent. */
  static <T> Uni<T> of(Uni<T> read) {
    return Unreachable.orSilent(read, PATIENCE);
  }
}
