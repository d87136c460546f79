package io.positionstream.portfolio;

/** The exchange's name of one market (one outcome of an event). */
public record MarketTicker(String value) implements Comparable<MarketTicker> {

  public MarketTicker {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Expected a MarketTicker, found a blank text.");
    }
  }

  @Override
  public int compareTo(MarketTicker other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
