package io.positionstream.simulator;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does the slow things at once, on the thread that asks. */
final class InlineWorker implements Worker {

  @Override
  public <T> void run(Supplier<T> slow, Consumer<T> then) {
    then.accept(slow.get());
  }
}
