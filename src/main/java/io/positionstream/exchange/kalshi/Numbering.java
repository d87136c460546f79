package io.positionstream.exchange.kalshi;

import java.util.HashMap;
import java.util.Map;

/**
 * The running numbers of those subscriptions that have them: one row of numbers a subscription,
 * over all its markets, replies included. For one connection and one caller at a time.
 */
final class Numbering {

  private final Map<Long, Long> last = new HashMap<>();

  /** Messages of this subscription are numbered, from 1 on. */
  void starts(long sid) {
    last.put(sid, 0L);
  }

  /** Whether something was lost before this message. What comes late or twice fills no gap. */
  boolean hasGapBefore(Envelope message) {
    Long before = last.get(message.sid());
    if (before == null || message.seq() <= before) {
      return false;
    }
    last.put(message.sid(), message.seq());
    return message.seq() > before + 1;
  }
}
