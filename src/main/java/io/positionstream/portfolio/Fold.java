package io.positionstream.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * One application of one event: starts as a copy of the portfolio, is changed in place, and ends as
 * the next portfolio. Whatever changes gets the one new seq of this event.
 */
@SuppressWarnings("ReferenceEquality") // a persistent map that is the same object did not change
final class Fold {

  /** Facts this much older than the first load are history, not news. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  private final Portfolio before;
  private final Instant at;
  private final long seq;

  private boolean loaded;
  private Line line;
  private TreePMap<MarketTicker, Position> positions;
  private Optional<Money> cash;
  private Totals totals;
  private Optional<Day> day;
  private Optional<Instant> pnlSince;
  private PMap<MarketTicker, Standing> standings;
  private PMap<MarketTicker, Totals.Booking> settled;
  private Gone gone;
  private Facts facts;

  Fold(Portfolio before, Instant at) {
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
    this.gone = before.memory().gone();
    this.facts = before.memory().facts();
  }

  void on(AccountEvent event) {
    switch (event) {
      case AccountEvent.Quoted e -> quoted(e.market(), e.quote());
      case AccountEvent.MarketRead e -> marketRead(e);
      case AccountEvent.Filled e -> filled(e.fill());
      case AccountEvent.HoldingReported e -> reported(e.market(), e.holding());
      case AccountEvent.MarketDetermined e -> determined(e.market(), e.value());
      case AccountEvent.AccountLoaded e -> accountLoaded(e);
      case AccountEvent.LineChanged e -> line = e.line();
      case AccountEvent.TimePassed e -> timePassed(e.dayStart());
    }
  }

  Portfolio result() {
    boolean sums =
        !totals.equals(before.totals())
            || !cash.equals(before.cash())
            || !day.equals(before.day())
            || !pnlSince.equals(before.pnlSince());
    boolean lined = !line.equals(before.line());
    Portfolio.Memory memory = new Portfolio.Memory(standings, settled, gone, facts);
    boolean unchanged =
        positions == before.positions()
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

  private void quoted(MarketTicker ticker, Quote quote) {
    Position held = positions.get(ticker);
    if (held != null) {
      put(held, held.market(), held.holding(), quote, held.entryTime());
    }
  }

  private void marketRead(AccountEvent.MarketRead read) {
    Position held = positions.get(read.market().ticker());
    if (held != null) {
      put(
          held,
          read.market().at(at),
          held.holding(),
          newer(held.quote(), read.quote()),
          held.entryTime());
    }
  }

  private static Quote newer(Quote ours, Quote read) {
    return read.at().isBefore(ours.at()) ? ours : read;
  }

  private void determined(MarketTicker ticker, Optional<Price> value) {
    Position held = positions.get(ticker);
    if (held != null) {
      put(held, held.market().determined(value), held.holding(), held.quote(), held.entryTime());
    }
  }

  private void filled(Fill fill) {
    if (settled.containsKey(fill.market())) {
      return;
    }
    Standing standing = standings.getOrDefault(fill.market(), Standing.NONE);
    Contracts start =
        fill.positionAfter()
            .map(after -> after.minus(fill.change()))
            .orElse(standing.holding().contracts());
    if (tell(fill, start)) {
      // A closed pair of YES and NO returns a dollar at once.
      Money returned = Price.ONE.times(fill.closed(start));
      cash = cash.map(c -> c.minus(fill.cost()).minus(fill.fee()).plus(returned));
    }
    boolean opens = start.isZero() || fill.effect(start) == Fill.Effect.FLIP;
    hold(fill.market(), standing.with(fill), opens ? Optional.of(fill.time()) : Optional.empty());
  }

  private void reported(MarketTicker ticker, Holding report) {
    if (!settled.containsKey(ticker)) {
      Standing standing = standings.getOrDefault(ticker, Standing.NONE);
      hold(ticker, standing.hearing(report), Optional.empty());
    }
  }

  private void accountLoaded(AccountEvent.AccountLoaded load) {
    if (!loaded) {
      // What the database remembered of locked-in sums is replaced by what the exchange says.
      totals =
          totals.rebooked(
              new Totals.Booking(totals.realized(), totals.fees()), Totals.Booking.NONE);
      loaded = true;
    }
    pnlSince = Optional.of(earliest(load));
    Map<MarketTicker, Contracts> settledNet = new HashMap<>();
    load.settlements().forEach(s -> settledNet.put(s.market(), s.contracts()));
    History history = History.of(load.fills(), ticker -> endOf(ticker, load, settledNet));
    recall(load);
    load.books().forEach((ticker, book) -> readBook(ticker, book, history));
    history.walked().forEach(step -> tell(step.fill(), step.before()));
    load.settlements().forEach(this::settle);
    withdrawMissing(load);
    load.markets().forEach(this::marketRead);
    cash = Optional.of(load.cash());
    if (day.isEmpty()) {
      day = Optional.of(new Day(at, load.cash().plus(totals.value())));
    }
  }

  private Instant earliest(AccountEvent.AccountLoaded load) {
    Instant earliest = pnlSince.orElse(load.asOf());
    for (Fill fill : load.fills()) {
      earliest = fill.time().isBefore(earliest) ? fill.time() : earliest;
    }
    for (Settlement settlement : load.settlements()) {
      earliest = settlement.time().isBefore(earliest) ? settlement.time() : earliest;
    }
    return earliest;
  }

  private static Contracts endOf(
      MarketTicker ticker,
      AccountEvent.AccountLoaded load,
      Map<MarketTicker, Contracts> settledNet) {
    AccountEvent.AccountLoaded.Book book = load.books().get(ticker);
    return book != null
        ? book.holding().contracts()
        : settledNet.getOrDefault(ticker, Contracts.ZERO);
  }

  /** The first load of an account we know nothing of is all history: none of it is news. */
  private void recall(AccountEvent.AccountLoaded load) {
    if (facts.isEmptyHanded()) {
      Map<String, Instant> known = new HashMap<>();
      load.fills().forEach(f -> known.put(Fact.Filled.keyOf(f), f.time()));
      load.settlements().forEach(s -> known.put(Fact.Settled.keyOf(s), s.time()));
      facts = facts.recalling(load.asOf().minus(LOOK_BACK), known);
    }
  }

  private void readBook(
      MarketTicker ticker, AccountEvent.AccountLoaded.Book book, History history) {
    if (!settled.containsKey(ticker)) {
      Standing standing = standings.getOrDefault(ticker, Standing.NONE);
      hold(ticker, standing.reading(book.holding(), book.updatedAt()), history.opened(ticker));
    }
  }

  /** What the exchange no longer lists is not held, unless a fill is newer than the read. */
  private void withdrawMissing(AccountEvent.AccountLoaded load) {
    for (MarketTicker ticker : List.copyOf(standings.keySet())) {
      Standing standing = standings.getOrDefault(ticker, Standing.NONE);
      boolean newer = standing.since().stream().anyMatch(f -> f.time().isAfter(load.asOf()));
      if (!load.books().containsKey(ticker) && !newer) {
        hold(ticker, standing.withdrawn(), Optional.empty());
      }
    }
    for (Position recalled : positions.values()) {
      if (!standings.containsKey(recalled.ticker())) {
        remove(recalled);
      }
    }
  }

  private void settle(Settlement settlement) {
    MarketTicker ticker = settlement.market();
    Position held = positions.get(ticker);
    if (held != null) {
      totals = totals.minus(held);
      positions = positions.minus(ticker);
      gone = gone.plus(ticker, seq, RemovalReason.SETTLED);
    }
    Standing standing = standings.get(ticker);
    if (standing != null) {
      totals = totals.rebooked(Totals.Booking.of(standing.holding()), Totals.Booking.NONE);
      standings = standings.minus(ticker);
    }
    Totals.Booking booking = new Totals.Booking(settlement.realized(), settlement.fees());
    totals = totals.rebooked(settled.getOrDefault(ticker, Totals.Booking.NONE), booking);
    settled = settled.plus(ticker, booking);
    if (facts.isNews(Fact.Settled.keyOf(settlement), settlement.time())) {
      facts = facts.plus(new Fact.Settled(facts.newest() + 1, seq, settlement));
    }
  }

  private void timePassed(Instant dayStart) {
    for (Position held : positions.values()) {
      Market market = held.market().at(at);
      if (market != held.market()) {
        put(held, market, held.holding(), held.quote(), held.entryTime());
      }
    }
    if (day.filter(d -> d.since().isBefore(dayStart)).isPresent()) {
      day = cash.map(c -> new Day(dayStart, c.plus(totals.value())));
    }
  }

  private boolean tell(Fill fill, Contracts start) {
    boolean news = facts.isNews(Fact.Filled.keyOf(fill), fill.time());
    if (news) {
      facts = facts.plus(new Fact.Filled(facts.newest() + 1, seq, fill, fill.effect(start)));
    }
    return news;
  }

  /** Takes over what is held in a market; {@code opened} is when, if this opens or flips it. */
  private void hold(MarketTicker ticker, Standing standing, Optional<Instant> opened) {
    Standing known = standings.getOrDefault(ticker, Standing.NONE);
    Holding holding = standing.holding();
    totals = totals.rebooked(Totals.Booking.of(known.holding()), Totals.Booking.of(holding));
    standings = standings.plus(ticker, standing);
    Position held = positions.get(ticker);
    if (held == null) {
      if (!holding.contracts().isZero()) {
        put(null, Market.undescribed(ticker), holding, Quote.NONE, opened);
      }
    } else if (holding.contracts().isZero()) {
      remove(held);
    } else {
      boolean same = held.side() == holding.side();
      put(
          held,
          held.market(),
          holding,
          held.quote(),
          same ? held.entryTime().or(() -> opened) : opened);
    }
  }

  private void remove(Position held) {
    boolean paid = held.market().phase() == Market.Phase.DETERMINED;
    totals = totals.minus(held);
    positions = positions.minus(held.ticker());
    gone = gone.plus(held.ticker(), seq, paid ? RemovalReason.SETTLED : RemovalReason.CLOSED);
  }

  private void put(
      @Nullable Position held,
      Market market,
      Holding holding,
      Quote quote,
      Optional<Instant> entryTime) {
    Optional<Price> carried =
        held != null && held.side() == holding.side() ? held.lastMark() : Optional.empty();
    Optional<Price> mark = Position.mark(market, quote, holding.side());
    Position next =
        new Position(market, holding, quote, mark.or(() -> carried), entryTime, at, seq, seq);
    if (held != null && next.sameBody(held)) {
      if (next.samePrice(held)) {
        return;
      }
      next = next.withBodySeq(held.bodySeq());
    }
    totals = (held == null ? totals : totals.minus(held)).plus(next);
    positions = positions.plus(next.ticker(), next);
    gone = gone.minus(next.ticker());
  }
}
