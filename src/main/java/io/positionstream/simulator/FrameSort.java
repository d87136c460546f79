package io.positionstream.simulator;

/** What a frame is, as far as faults care. */
enum FrameSort {
  /** The answer to a command. */
  REPLY,
  /** A message without a number: its loss cannot be seen. */
  DATA,
  /** A message that carries {@code seq}. */
  NUMBERED
}
