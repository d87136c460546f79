package io.positionstream.bench;

/**
 * One measurement.
 *
 * @param name what it is called in the table
 * @param accounts accounts, each with its own line to the exchange
 * @param positions each account holds
 * @param streams each account has
 * @param rate updates per second over all accounts
 * @param warm seconds under this load before anything is measured
 * @param seconds measured
 */
record Shape(
    String name, int accounts, int positions, int streams, int rate, int warm, int seconds) {

  static Shape of(String name, int accounts, int positions, int streams, int rate) {
    return new Shape(name, accounts, positions, streams, rate, 5, 10);
  }

  Shape lasting(int warmSeconds, int measuredSeconds) {
    return new Shape(name, accounts, positions, streams, rate, warmSeconds, measuredSeconds);
  }

  Shape named(String other) {
    return new Shape(other, accounts, positions, streams, rate, warm, seconds);
  }

  int connections() {
    return accounts * streams;
  }
}
