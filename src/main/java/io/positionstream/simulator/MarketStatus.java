package io.positionstream.simulator;

import java.util.Locale;

/** Where a market stands in its life, in the words of REST. */
enum MarketStatus {
  INITIALIZED("unopened"),
  ACTIVE("open"),
  INACTIVE("paused"),
  CLOSED("closed"),
  DETERMINED("closed"),
  DISPUTED("closed"),
  AMENDED("closed"),
  FINALIZED("settled");

  private final String filter;

  MarketStatus(String filter) {
    this.filter = filter;
  }

  /** The value of the {@code status} query parameter that finds such markets. */
  String filter() {
    return filter;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
