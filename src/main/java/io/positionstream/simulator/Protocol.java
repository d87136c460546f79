package io.positionstream.simulator;

/** Where the exchange's two interfaces are found. */
final class Protocol {
  static final String REST_PATH = "/trade-api/v2";
  static final String SOCKET_PATH = "/trade-api/ws/v2";

  private Protocol() {}
}
