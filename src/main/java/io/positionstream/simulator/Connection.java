package io.positionstream.simulator;

/** One open socket: its line, its far end, and what may have broken between them. */
final class Connection {
  private final long number;
  private final Account account;
  private final Line line;
  private final FaultyOutlet outlet;
  private final Peer peer;
  private boolean deaf;

  Connection(long number, Account account, Line line, FaultyOutlet outlet, Peer peer) {
    this.number = number;
    this.account = account;
    this.line = line;
    this.outlet = outlet;
    this.peer = peer;
  }

  /** Counts the sockets of the exchange from 1; names this one to the control surface. */
  long number() {
    return number;
  }

  Account account() {
    return account;
  }

  Line line() {
    return line;
  }

  /** A command from the client. */
  void receive(String text) {
    if (!deaf) {
      line.receive(text);
    }
  }

  /** The client has room again. */
  void drained() {
    if (!deaf) {
      line.drained();
    }
  }

  void ping() {
    if (!deaf) {
      peer.ping();
    }
  }

  /** Sends a frame of that many characters that means nothing to anybody. */
  void sendHuge(int characters) {
    String head = "{\"type\":\"announcement\",\"msg\":{\"text\":\"";
    String tail = "\"}}\n";
    outlet.send(
        head + "x".repeat(Math.max(0, characters - head.length() - tail.length())) + tail,
        FrameSort.REPLY);
  }

  void cut() {
    outlet.end();
    peer.cut();
  }

  /** From now on the socket is half open: nothing goes out, nothing is heard. */
  void deafen() {
    deaf = true;
    outlet.end();
    peer.deafen();
  }
}
