package io.positionstream.engine;

import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** What an earlier run of the service knew of an account. */
public interface AccountMemory {

  /**
   * Fills an unknown portfolio with what is remembered; returns it unchanged when nothing is.
   *
   * @return fails when the memory cannot be read
   */
  Uni<Recollection> recall(Portfolio unknown);

  /**
   * @param portfolio what to start from
   * @param fillsFrom from when on the exchange should be asked for fills
   */
  record Recollection(Portfolio portfolio, Instant fillsFrom) {}
}
