package io.positionstream.portfolio;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The next portfolio in the making: starts as a copy, is changed in place by one event, and keeps
 * sums, tombstones and facts in step with every change. Whatever changes gets the one new seq.
 */
final class Draft {

  private final Portfolio before;
  final Instant at;
  private final long seq;

  boolean loaded;
  Line line;
  TreePMap<MarketTicker, Position> positions;
  Optional<Money> cash;
  Totals totals;
  Optional<Day> day;
  Optional<Instant> pnlSince;
  PMap<MarketTicker, Standing> standings;
  PMap<MarketTicker, Settlement> settled;
  PMap<MarketTicker, Freshness> fresh;
  PMap<MarketTicker, Instant> touched;
  Gone gone;
  Facts facts;
  Instant readAsked;
  Optional<Instant> cashMoved;
  Flows flows;
  Optional<Residual> residual;
  private Moves moves;

  Draft(Portfolio before, Instant at) {
    this.before = before;
    this.at = at;
    this.seq = before.seq() + 1;
    this.loaded = before.loaded();
    this.line = before.line();
    this.positions = before.positions();
    this.cash = before.cash();
    this.totals = before.totals();
    this.day = before.day();
    this.pnlSince = before.pnlSince();
    this.standings = before.memory().standings();
    this.settled = before.memory().settled();
    this.fresh = before.memory().fresh();
    this.touched = before.memory().touched();
    this.readAsked = before.memory().readAsked();
    this.gone = before.memory().gone();
    this.facts = before.memory().facts();
    this.cashMoved = before.memory().cashMoved();
    this.flows = before.memory().flows();
    this.residual = before.memory().residual();
    this.moves = before.memory().moves();
  }

  Portfolio result() {
    boolean sums =
        !totals.equals(before.totals())
            || !cash.equals(before.cash())
            || !day.equals(before.day())
            || !pnlSince.equals(before.pnlSince())
            || !residual.map(Residual::unexplained).equals(before.unexplained())
            || !residual
                .map(Residual::anchored)
                .equals(before.memory().residual().map(Residual::anchored));
    boolean lined = !line.equals(before.line());
    Portfolio.Memory memory =
        new Portfolio.Memory(
            standings, settled, fresh, touched, gone, facts, readAsked, cashMoved, flows, residual,
            moves);
    boolean unchanged =
        moves == before.memory().moves()
            && !sums
            && !lined
            && loaded == before.loaded()
            && facts.newest() == before.memory().facts().newest();
    return new Portfolio(
        before.account(),
        before.epoch(),
        unchanged ? before.seq() : seq,
        loaded,
        line,
        lined ? seq : before.lineSeq(),
        positions,
        cash,
        totals,
        sums ? seq : before.totalsSeq(),
        day,
        pnlSince,
        unchanged ? before.updatedAt() : at,
        memory);
  }

  Standing standing(MarketTicker ticker) {
    return standings.getOrDefault(ticker, Standing.NONE);
  }

  Instant touched(MarketTicker ticker) {
    return touched.getOrDefault(ticker, Instant.MIN);
  }

  Freshness fresh(MarketTicker ticker) {
    return fresh.getOrDefault(ticker, Freshness.NONE);
  }

  void forgetLockedIn() {
    totals =
        totals.rebooked(new Totals.Booking(totals.realized(), totals.fees()), Totals.Booking.NONE);
  }

  /** Tells a fill unless it has been told, or is history. */
  boolean tell(Fill fill, Contracts start) {
    boolean news = facts.isNews(Fact.Filled.keyOf(fill), fill.time());
    if (news) {
      facts = facts.plus(new Fact.Filled(facts.newest() + 1, seq, fill, fill.effect(start)));
    }
    return news;
  }

  /**
   * Takes over what is held in a market.
   *
   * @param opened when that was opened or flipped, if a read tells it
   */
  void hold(MarketTicker ticker, Standing standing, Optional<Instant> opened) {
    Standing known = standing(ticker);
    Holding holding = standing.holding();
    totals = totals.rebooked(Totals.Booking.of(known.holding()), Totals.Booking.of(holding));
    standings = standings.plus(ticker, standing);
    Position held = positions.get(ticker);
    Optional<Instant> entry =
        standing.opened().or(() -> opened).map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    if (held == null) {
      if (!holding.contracts().isZero()) {
        put(null, Market.undescribed(ticker), holding, Quote.NONE, entry);
      }
    } else if (holding.contracts().isZero()) {
      remove(held);
    } else {
      Optional<Instant> kept = held.side() == holding.side() ? held.entryTime() : Optional.empty();
      put(held, held.market(), holding, held.quote(), entry.or(() -> kept));
    }
  }

  void remove(Position held) {
    boolean paid = held.market().phase() == Market.Phase.DETERMINED;
    remove(held, paid ? RemovalReason.SETTLED : RemovalReason.CLOSED);
  }

  private void remove(Position held, RemovalReason reason) {
    totals = totals.minus(held);
    moves = moves.plus(seq, held.ticker());
    positions = positions.minus(held.ticker());
    fresh = fresh.minus(held.ticker());
    gone = gone.plus(held.ticker(), seq, reason);
  }

  void put(
      @Nullable Position held,
      Market market,
      Holding holding,
      Quote quote,
      Optional<Instant> entryTime) {
    Optional<Price> carried =
        held != null && held.side() == holding.side() ? held.lastMark() : Optional.empty();
    // A result may be taken back, so what is carried is what somebody once offered.
    Optional<Price> lastMark = quote.bidFor(holding.side()).or(() -> carried);
    Position next = new Position(market, holding, quote, lastMark, entryTime, at, seq, seq);
    if (held != null && next.sameBody(held)) {
      if (next.samePrice(held)) {
        // No news, but how much is wanted at a price decides what an exit brings.
        positions = positions.plus(held.ticker(), held.withSizes(quote));
        return;
      }
      next = next.withBodySeq(held.bodySeq());
    }
    moves = moves.plus(seq, next.ticker());
    totals = (held == null ? totals : totals.minus(held)).plus(next);
    positions = positions.plus(next.ticker(), next);
    gone = gone.minus(next.ticker());
  }

  /** Takes deposits and withdrawals for what they are; returns those that are new. */
  List<Flow> learn(Optional<List<Flow>> told) {
    List<Flow> news = flows.news(told, day.map(Day::since).orElse(Instant.MAX));
    for (Flow flow : news) {
      day = day.map(d -> d.with(flow));
    }
    residual = residual.map(rest -> rest.moved(Flows.sum(news)));
    flows = flows.after(told);
    return news;
  }

  /** Holds the cash that was read against what is known to have moved it. */
  void explain(Money read) {
    Money sum = Residual.sum(read, totals);
    residual = Optional.of(residual.map(rest -> rest.reading(sum)).orElse(Residual.from(sum)));
  }

  /** Books what a market paid; a row that corrects an earlier one replaces it. */
  void settle(Settlement settlement) {
    MarketTicker ticker = settlement.market();
    Settlement known = settled.get(ticker);
    if (known != null && settlement.time().isBefore(known.time())) {
      return;
    }
    Position held = positions.get(ticker);
    if (held != null) {
      remove(held, RemovalReason.SETTLED);
    }
    Standing standing = standings.get(ticker);
    if (standing != null) {
      totals = totals.rebooked(Totals.Booking.of(standing.holding()), Totals.Booking.NONE);
      standings = standings.minus(ticker);
    }
    Totals.Booking booked = known == null ? Totals.Booking.NONE : Totals.Booking.of(known);
    totals = totals.rebooked(booked, Totals.Booking.of(settlement));
    settled = settled.plus(ticker, settlement);
    touched = touched.minus(ticker);
    if (facts.isNews(Fact.Settled.keyOf(settlement), settlement.time())) {
      facts = facts.plus(new Fact.Settled(facts.newest() + 1, seq, settlement));
    }
  }
}
