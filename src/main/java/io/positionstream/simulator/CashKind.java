package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why cash moves other than by trading. */
enum CashKind {
  /** A deposit or withdrawal, which the account's lists show. */
  TRANSFER,
  /** Money that the exchange frees or takes by itself; no list shows it. */
  COLLATERAL_RETURN;

  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static CashKind of(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("expected transfer or collateral_return"));
  }
}
