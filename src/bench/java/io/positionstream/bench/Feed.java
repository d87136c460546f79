package io.positionstream.bench;

import java.util.Arrays;

/**
 * The updates of one account, numbered: update {@code k} is of market {@code k % markets} and is
 * the {@code k / markets}-th price of it, which its last price tells: 0.01 ¢ times one more than
 * that. Numbers below {@code markets} are the prices the account was loaded with.
 *
 * <p>Written by the thread that sends; read by the one that receives, after the network.
 */
final class Feed {

  /** Last prices are 0.0001 to 0.9999. */
  private static final long ROUNDS = 9_998;

  private final int account;
  private final int markets;
  private volatile long[] due = new long[1024];
  private volatile long next;

  Feed(int account, int markets) {
    this.account = account;
    this.markets = markets;
    this.next = markets;
  }

  int account() {
    return account;
  }

  int markets() {
    return markets;
  }

  /**
   * Takes the next number.
   *
   * @param nanos when it is due, by {@link System#nanoTime()}
   */
  long take(long nanos) {
    long number = next;
    if (number / markets > ROUNDS) {
      throw new IllegalStateException("Every price was used: more markets, or less time.");
    }
    int place = (int) (number - markets);
    if (place == due.length) {
      due = Arrays.copyOf(due, 2 * place);
    }
    due[place] = nanos;
    next = number + 1;
    return number;
  }

  /** When this update was due; updates of the first load never were. */
  long due(long number) {
    int place = (int) (number - markets);
    return place < 0 ? Long.MIN_VALUE : due[place];
  }

  /** The newest number taken. */
  long last() {
    return next - 1;
  }

  int market(long number) {
    return (int) (number % markets);
  }

  /** The last price of this update in 0.01 ¢. */
  int lastPrice(long number) {
    return (int) (number / markets) + 1;
  }

  /** The number of the update that showed this last price. */
  long number(int market, int lastPrice) {
    return (long) (lastPrice - 1) * markets + market;
  }

  /** The best bid of an update in 0.01 ¢: every update changes what the position is worth. */
  static int bid(int lastPrice) {
    return 3_000 + lastPrice * 37 % 2_000;
  }

  /** The name of a market, of constant length, so that it is read without a search. */
  static String ticker(int account, int market) {
    return "KXB%04d-%04d".formatted(account, market);
  }
}
