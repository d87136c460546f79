package io.positionstream.portfolio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where one market stands, whatever the order in which the exchange's three voices arrive: the
 * newest absolute report by REST, the fills since, and a socket report that these do not explain.
 *
 * <p>Fills and socket reports of one execution come in any order and may come late or twice; a
 * report that equals any point of the chain of fills is old news and changes nothing, so the result
 * does not depend on the order. What stays unexplained is shown as the exchange says it until REST
 * decides.
 *
 * @param reported the books by REST
 * @param reportedAt the exchange's time of the last fill in {@code reported}
 * @param since fills that {@code reported} does not contain, oldest first
 * @param unexplained a socket report that no point of the chain equals
 */
record Standing(
    Holding reported, Instant reportedAt, List<Fill> since, Optional<Holding> unexplained) {

  static final Standing NONE =
      new Standing(Holding.NONE, Instant.EPOCH, List.of(), Optional.empty());

  /** What is held, by the best knowledge there is. */
  Holding holding() {
    return unexplained.orElseGet(() -> chain().getLast());
  }

  boolean contains(Fill fill) {
    return !fill.isAfter(reportedAt) || since.stream().anyMatch(f -> f.id().equals(fill.id()));
  }

  /** The exchange's time of the newest fill we know. */
  Instant newest() {
    return since.isEmpty() ? reportedAt : since.getLast().time();
  }

  /** When the newest fills opened or flipped what is held; empty when older ones did. */
  Optional<Instant> opened() {
    Optional<Instant> opened = Optional.empty();
    Contracts before = reported.contracts();
    for (Fill fill : since) {
      Contracts after = before.plus(fill.change());
      opened = before.isZero() || before.opposes(after) ? Optional.of(fill.time()) : opened;
      before = after;
    }
    return opened;
  }

  Standing with(Fill fill) {
    if (contains(fill)) {
      return this;
    }
    List<Fill> fills = new ArrayList<>(since);
    fills.add(fill);
    Standing next =
        new Standing(
            reported, reportedAt, FillOrder.inOrder(reported.contracts(), fills), Optional.empty());
    if (unexplained.isEmpty() || next.explains(unexplained.get())) {
      return next;
    }
    return new Standing(reported, reportedAt, next.since, Optional.of(advance(fill)));
  }

  /** The unexplained report, moved on by a fill that is visibly newer than it. */
  private Holding advance(Fill fill) {
    Holding report = unexplained.orElseThrow();
    boolean newer =
        fill.positionAfter().filter(report.contracts().plus(fill.change())::equals).isPresent();
    return newer ? report.after(fill) : report;
  }

  /**
   * A socket report: absolute, but without time or turnover, so perhaps older than what we have.
   */
  Standing hearing(Holding report) {
    // Fees only grow, so a report with less of them is older than what we have.
    if (report.fees().compareTo(holding().fees()) < 0) {
      return this;
    }
    if (unexplained.isPresent() && chain().getLast().agreesWith(report)) {
      return new Standing(reported, reportedAt, since, Optional.empty());
    }
    return explains(report)
        ? this
        : new Standing(
            reported, reportedAt, since, Optional.of(withTurnoverOf(chain().getLast(), report)));
  }

  private static Holding withTurnoverOf(Holding known, Holding report) {
    return new Holding(
        report.contracts(), report.cost(), report.realized(), report.fees(), known.traded());
  }

  /**
   * A row read by REST replaces the report; fills that it does not contain yet stay behind it. A
   * read that is older than what we have is ignored: reads lag behind the socket.
   */
  Standing reading(Holding row, Instant updatedAt) {
    boolean stale = row.traded().compareTo(reported.traded()) < 0 && !updatedAt.isAfter(reportedAt);
    if (stale) {
      return this;
    }
    return new Standing(row, updatedAt, missingFrom(row, updatedAt), Optional.empty());
  }

  /** The exchange no longer lists this market: nothing is held, what was locked in stays booked. */
  Standing withdrawn() {
    return emptied(Money.ZERO);
  }

  /** As {@link #withdrawn()}, of a market whose result is known: what is held was paid. */
  Standing paid(Price value) {
    Holding last = holding();
    return emptied(value.of(last.side()).times(last.contracts().abs()).minus(last.cost()));
  }

  private Standing emptied(Money gain) {
    Holding last = holding();
    Holding flat =
        new Holding(
            Contracts.ZERO, Money.ZERO, last.realized().plus(gain), last.fees(), last.traded());
    // The fills since then are in it: told once more, they must not count again.
    return new Standing(flat, newest(), List.of(), Optional.empty());
  }

  private List<Fill> missingFrom(Holding row, Instant updatedAt) {
    List<Holding> chain = chain();
    for (int included = chain.size() - 1; included >= 0; included--) {
      if (chain.get(included).traded().equals(row.traded())) {
        return since.subList(included, since.size());
      }
    }
    return since.stream().filter(f -> f.isAfter(updatedAt)).toList();
  }

  private boolean explains(Holding report) {
    return chain().stream().anyMatch(point -> point.agreesWith(report));
  }

  /** The books after none, one, ... all of the fills since the report. */
  private List<Holding> chain() {
    List<Holding> chain = new ArrayList<>(since.size() + 1);
    chain.add(reported);
    for (Fill fill : since) {
      chain.add(chain.getLast().after(fill));
    }
    return chain;
  }
}
