package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one frame on its way to a client.
 *
 * @param cut the connection ends, and the frame with it
 * @param copies how often it comes; 0 when it is lost
 * @param swapped whether it changes places with the next
 * @param delay how late it comes
 * @param garbage unreadable text that comes before it
 * @param change what happens to its {@code msg}
 */
record FrameFate(
    boolean cut,
    int copies,
    boolean swapped,
    Duration delay,
    Optional<String> garbage,
    Distortion change) {
  static final FrameFate GOOD =
      new FrameFate(false, 1, false, Duration.ZERO, Optional.empty(), Distortion.NONE);

  FrameFate cutOff() {
    return new FrameFate(true, copies, swapped, delay, garbage, change);
  }

  FrameFate lost() {
    return new FrameFate(cut, 0, swapped, delay, garbage, change);
  }

  FrameFate doubled() {
    return new FrameFate(cut, copies * 2, swapped, delay, garbage, change);
  }

  FrameFate swappedWithNext() {
    return new FrameFate(cut, copies, true, delay, garbage, change);
  }

  FrameFate later(Duration more) {
    return new FrameFate(cut, copies, swapped, delay.plus(more), garbage, change);
  }

  FrameFate after(String text) {
    return new FrameFate(cut, copies, swapped, delay, Optional.of(text), change);
  }

  FrameFate changedBy(Distortion more) {
    return new FrameFate(cut, copies, swapped, delay, garbage, change.then(more));
  }

  /** What the client gets for the frame, in this order. */
  List<String> texts(String frame) {
    List<String> texts = new ArrayList<>();
    garbage.ifPresent(texts::add);
    if (copies > 0) {
      texts.addAll(Collections.nCopies(copies, changed(frame)));
    }
    return texts;
  }

  private String changed(String frame) {
    if (change == Distortion.NONE) {
      return frame;
    }
    JsonObject json = new JsonObject(frame);
    if (json.getValue("msg") instanceof JsonObject msg) {
      change.apply(msg);
    }
    return json.encode() + "\n";
  }
}
