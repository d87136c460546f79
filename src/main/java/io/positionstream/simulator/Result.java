package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a market came out. The wire has no word for a void market: it shows there as {@code scalar}
 * without a value, and pays every account the cost of its open position.
 */
enum Result {
  @JsonProperty("yes")
  YES("yes"),
  @JsonProperty("no")
  NO("no"),
  @JsonProperty("scalar")
  SCALAR("scalar"),
  @JsonProperty("void")
  VOID("scalar");

  private final String wire;

  Result(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }
}
