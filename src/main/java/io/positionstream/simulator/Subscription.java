package io.positionstream.simulator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** One socket's interest in one channel, and its running number of frames. */
final class Subscription {
  private final int sid;
  private final Channel channel;
  private final SequencedSet<String> markets;
  private boolean all;
  private long seq;

  /** Listens to all markets when {@code markets} is empty. */
  Subscription(int sid, Channel channel, Collection<String> markets) {
    this.sid = sid;
    this.channel = channel;
    this.markets = new LinkedHashSet<>(markets);
    this.all = markets.isEmpty();
  }

  int sid() {
    return sid;
  }

  Channel channel() {
    return channel;
  }

  SequencedSet<String> markets() {
    return markets;
  }

  /** A lifecycle cannot be filtered. */
  boolean wants(String ticker) {
    return all || channel.isUnfiltered() || markets.contains(ticker);
  }

  /** Naming no market widens it to all; who listens to all already stays there. */
  void add(Collection<String> more) {
    all = all || more.isEmpty();
    markets.addAll(more);
  }

  void remove(Collection<String> fewer) {
    markets.removeAll(fewer);
  }

  /** The number of the next frame: 1 for the first. */
  long nextSeq() {
    return ++seq;
  }
}
