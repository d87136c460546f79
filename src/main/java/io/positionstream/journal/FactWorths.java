package io.positionstream.journal;

import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Portfolio;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * What an account was worth after each fact, deposit and withdrawal, until it is written: the
 * journal writes several at once, or waits for its database. Bounded: the oldest go first.
 * Thread-safe.
 */
final class FactWorths {

  /** As many as the portfolio remembers facts. */
  static final int BOUND = 1_000;

  private final Deque<Worth> waiting = new ArrayDeque<>();
  private Portfolio last;

  /**
   * @param start before anything is told
   */
  FactWorths(Portfolio start) {
    this.last = start;
  }

  /** To be shown every portfolio, in their order; costs a tick two comparisons. */
  synchronized void look(Portfolio now) {
    Portfolio before = last;
    last = now;
    List<Instant> news = news(before, now);
    if (!news.isEmpty()) {
      Worth.of(now, time(news, before, now), true).ifPresent(waiting::add);
    }
    if (waiting.size() > BOUND) {
      waiting.removeFirst();
    }
  }

  /** Those up to this portfolio, oldest first. */
  synchronized List<Worth> until(Portfolio portfolio) {
    return waiting.stream().filter(worth -> worth.seq() <= portfolio.seq()).toList();
  }

  /** They are stored. */
  synchronized void written(Portfolio portfolio) {
    waiting.removeIf(worth -> worth.seq() <= portfolio.seq());
  }

  /**
   * A fact's own time, between that of the portfolio before and the one with it: the exchange's
   * clock is not ours. Of several facts in one reading the moments between them are not known.
   */
  private static Instant time(List<Instant> news, Portfolio before, Portfolio now) {
    if (news.size() > 1) {
      return now.updatedAt();
    }
    Instant earliest = before.updatedAt().plusNanos(1_000);
    Instant own = news.getFirst().isBefore(earliest) ? earliest : news.getFirst();
    return own.isAfter(now.updatedAt()) ? now.updatedAt() : own;
  }

  private static List<Instant> news(Portfolio before, Portfolio now) {
    List<Instant> times = new ArrayList<>();
    long told = before.cursor().fact();
    if (now.cursor().fact() != told) {
      now.recentFacts().stream().filter(f -> f.number() > told).map(Fact::time).forEach(times::add);
    }
    if (before.knownFlows().isPresent() && !now.knownFlows().equals(before.knownFlows())) {
      Set<String> known = before.knownFlows().get();
      now.recentFlows().stream()
          .filter(flow -> !known.contains(flow.id()))
          .map(Flow::time)
          .forEach(times::add);
    }
    return times;
  }
}
