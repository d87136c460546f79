package io.positionstream.portfolio;

/** The exchange's name of one execution, unique for an account. */
public record TradeId(String value) implements Comparable<TradeId> {

  public TradeId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Expected a TradeId, found a blank text.");
    }
  }

  @Override
  public int compareTo(TradeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
