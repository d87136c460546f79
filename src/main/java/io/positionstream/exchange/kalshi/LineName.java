package io.positionstream.exchange.kalshi;

/**
 * How logs name a line: says nothing about its account.
 *
 * @param number counts the lines of this process
 */
record LineName(String environment, long number) {

  @Override
  public String toString() {
    return "environment=" + environment + " line=" + number;
  }
}
