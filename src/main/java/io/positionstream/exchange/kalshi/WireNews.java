package io.positionstream.exchange.kalshi;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Counts what the exchange says and does not document: its protocol grows every week, and what is
 * new today may be needed tomorrow. Every name is told once; thread-safe.
 */
final class WireNews {

  private static final Logger LOG = Logger.getLogger(WireNews.class);

  /** Names come from outside: neither their number nor their length may grow without end. */
  private static final int MOST_NAMES = 200;

  private static final int LONGEST_NAME = 60;

  /** What was new. */
  enum Kind {
    /** The name of a field. */
    FIELD,
    /** The state or the result of a market. */
    STATUS,
    /** The type of a message on the socket. */
    FRAME_TYPE,
    /** What happened to a market. */
    EVENT_TYPE;

    /** As logs and metrics name it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Counts one more, and tells of its name if that is new.
   *
   * @param where the message it was found in, in our words
   */
  void met(Kind kind, String where, String name) {
    counter(kind).increment();
    String shown = shown(name);
    // Two threads may pass the bound at once and tell one name more: no harm.
    if (told.size() < MOST_NAMES && told.add(kind + " " + where + " " + shown)) {
      LOG.infof("undocumented word kind=%s in=%s name=%s", kind.word(), where, shown);
    }
  }

  /** How often something of this kind was met. */
  long count(Kind kind) {
    return counter(kind).sum();
  }

  /** How many names were told. */
  int told() {
    return told.size();
  }

  private LongAdder counter(Kind kind) {
    return counts.computeIfAbsent(kind, k -> new LongAdder());
  }

  private static String shown(String name) {
    String start = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return start.replaceAll("[^A-Za-z0-9_.-]", "?");
  }
}
