package io.positionstream.simulator;

/** The way out to one client; a seam for everything that may happen to frames on their way. */
interface Outlet {

  /** Sends a text frame; queues it when the client is slow. */
  void send(String text, FrameSort sort);

  /** True while more frames wait than the client is allowed to be behind. */
  boolean isFull();
}
