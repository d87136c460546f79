package io.positionstream.simulator;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does what would hold up the exchange's event loop. */
interface Worker {

  /** Does the slow thing elsewhere, then the other on the event loop. */
  <T> void run(Supplier<T> slow, Consumer<T> then);
}
