package io.positionstream.simulator;

import java.util.Arrays;
import java.util.Optional;

/** What a socket can listen to. */
enum Channel {
  TICKER("ticker", false),
  TRADE("trade", true),
  ORDERBOOK("orderbook_delta", true),
  FILL("fill", false),
  MARKET_POSITIONS("market_positions", false),
  USER_ORDERS("user_orders", false),
  MARKET_LIFECYCLE("market_lifecycle_v2", true),
  COMBO_LIFECYCLE("multivariate_market_lifecycle", true);

  private final String wire;
  private final boolean numbered;

  Channel(String wire, boolean numbered) {
    this.wire = wire;
    this.numbered = numbered;
  }

  /** Whether its frames carry {@code seq}, those that confirm a change of it included. */
  boolean isNumbered() {
    return numbered;
  }

  /** A lifecycle tells of all markets, whatever was asked for. */
  boolean isUnfiltered() {
    return this == MARKET_LIFECYCLE || this == COMBO_LIFECYCLE;
  }

  String wire() {
    return wire;
  }

  static Optional<Channel> of(Object name) {
    return Arrays.stream(values()).filter(c -> c.wire.equals(name)).findFirst();
  }
}
