package io.positionstream.portfolio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.IntTreePMap;
import org.pcollections.PMap;

/**
 * The newest facts of an account, numbered, and the memory that keeps a fact from being told twice.
 *
 * @param newest number of the newest fact, 0 before the first
 * @param vouchedFrom facts older than this are history, not news
 * @param ring the newest {@link #BOUND} facts by number
 * @param known keys of facts at or after {@code vouchedFrom}, with their times
 */
record Facts(
    long newest, Instant vouchedFrom, IntTreePMap<Fact> ring, PMap<String, Instant> known) {

  /** How far a reader may fall behind before it has to start anew. */
  static final int BOUND = 1_000;

  private static final int KNOWN_BOUND = 4 * BOUND;

  static Facts none() {
    return new Facts(0, Instant.MAX, IntTreePMap.empty(), HashTreePMap.empty());
  }

  /** Whether this is unheard of and not from before our time. */
  boolean isNews(String key, Instant time) {
    return !time.isBefore(vouchedFrom) && !known.containsKey(key);
  }

  Facts plus(Fact fact) {
    int number = Math.toIntExact(fact.number());
    return new Facts(
            newest + 1,
            vouchedFrom,
            ring.plus(number, fact).minus(number - BOUND),
            known.plus(fact.key(), fact.time()))
        .forgetting();
  }

  /** Takes facts as known without telling them; whatever is older than {@code from} is history. */
  Facts recalling(Instant from, Map<String, Instant> facts) {
    PMap<String, Instant> all = known;
    for (var fact : facts.entrySet()) {
      all = fact.getValue().isBefore(from) ? all : all.plus(fact.getKey(), fact.getValue());
    }
    return new Facts(newest, from, ring, all).forgetting();
  }

  boolean isEmptyHanded() {
    return vouchedFrom.equals(Instant.MAX);
  }

  /** Facts numbered above {@code number}, oldest first. */
  List<Fact> after(long number) {
    List<Fact> facts = new ArrayList<>();
    for (long n = Math.max(number, newest - ring.size()) + 1; n <= newest; n++) {
      facts.add(ring.get((int) n));
    }
    return facts;
  }

  /** Whether everything after {@code number} is still here. */
  boolean reachBackTo(long number) {
    return number <= newest && number >= newest - ring.size();
  }

  /** Keeps the memory bounded: the older half goes, and what is older than the rest is history. */
  private Facts forgetting() {
    if (known.size() <= KNOWN_BOUND) {
      return this;
    }
    List<Instant> times = known.values().stream().sorted().toList();
    Instant from = times.get(times.size() / 2);
    PMap<String, Instant> rest = known;
    for (var entry : known.entrySet()) {
      if (entry.getValue().isBefore(from)) {
        rest = rest.minus(entry.getKey());
      }
    }
    return new Facts(newest, from, ring, rest);
  }
}
