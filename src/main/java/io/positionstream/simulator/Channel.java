package io.positionstream.simulator;

import java.util.Arrays;
import java.util.Optional;

/** What a socket can listen to. */
enum Channel {
  TICKER("ticker"),
  TRADE("trade"),
  FILL("fill"),
  MARKET_POSITIONS("market_positions"),
  USER_ORDERS("user_orders"),
  MARKET_LIFECYCLE("market_lifecycle_v2");

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }

  static Optional<Channel> of(Object name) {
    return Arrays.stream(values()).filter(c -> c.wire.equals(name)).findFirst();
  }
}
