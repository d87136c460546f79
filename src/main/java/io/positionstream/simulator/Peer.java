package io.positionstream.simulator;

/** The far end of one socket, as the wire offers it. A call after its end does nothing. */
interface Peer {

  /** Sends a text frame. */
  void send(String text);

  /** Sends a ping frame. */
  void ping();

  /** True while more waits to be sent than the client is allowed to be behind. */
  boolean isFull();

  /** Ends the connection without a close frame. */
  void cut();

  /** Stops hearing the client, its pings included, without ending anything. */
  void deafen();
}
