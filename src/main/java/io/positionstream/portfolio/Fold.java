package io.positionstream.portfolio;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each event means for an account: one rule an event, none of them can fail. */
final class Fold {

  /** Facts this much older than the first load are history, not news. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  /** What was read so long before a day began is what the day before ended with. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  /** Time passes every second: whoever hears of a new day later has slept. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final Draft next;

  private Fold(Draft next) {
    this.next = next;
  }

  static Portfolio apply(Portfolio before, AccountEvent event) {
    Draft next = new Draft(before, event.at());
    new Fold(next).on(event);
    return next.result();
  }

  private void on(AccountEvent event) {
    switch (event) {
      case AccountEvent.Quoted e -> quoted(e.market(), e.quote());
      case AccountEvent.MarketRead e -> marketRead(e);
      case AccountEvent.Filled e -> filled(e.fill());
      case AccountEvent.HoldingReported e -> reported(e.market(), e.holding());
      case AccountEvent.MarketDetermined e -> determined(e.market(), e.value());
      case AccountLoaded e -> accountLoaded(e);
      case AccountEvent.LineChanged e -> next.line = e.line().after(next.line);
      case AccountEvent.TimePassed e -> timePassed(e.dayStart());
    }
  }

  private void quoted(MarketTicker ticker, Quote quote) {
    Position held = next.positions.get(ticker);
    if (held != null) {
      next.fresh = next.fresh.plus(ticker, next.fresh(ticker).quoted(next.at));
      next.put(held, held.market(), held.holding(), quote, held.entryTime());
    }
  }

  private void marketRead(AccountEvent.MarketRead read) {
    MarketTicker ticker = read.market().ticker();
    Position held = next.positions.get(ticker);
    if (held != null) {
      Freshness known = next.fresh(ticker);
      boolean oldQuote = read.askedAt().isBefore(known.quote());
      boolean oldResult = read.askedAt().isBefore(known.result());
      boolean behind = oldResult || read.market().isBehind(held.market());
      Market market = behind ? read.market().asFarAs(held.market()) : read.market();
      Quote quote = oldQuote ? held.quote() : read.quote();
      next.fresh = next.fresh.plus(ticker, known.asked(read.askedAt()));
      next.put(held, market.at(next.at), held.holding(), quote, held.entryTime());
    }
  }

  private void determined(MarketTicker ticker, Optional<Price> value) {
    Position held = next.positions.get(ticker);
    if (held != null) {
      Market market = held.market().determined(value);
      next.fresh = next.fresh.plus(ticker, next.fresh(ticker).determined(next.at));
      next.put(held, market, held.holding(), held.quote(), held.entryTime());
    }
  }

  private void filled(Fill fill) {
    Standing standing = next.standing(fill.market());
    Contracts start =
        fill.positionAfter()
            .map(after -> after.minus(fill.change()))
            .orElse(standing.holding().contracts());
    boolean news = next.tell(fill, start);
    if (next.settled.containsKey(fill.market())) {
      // Heard late: cash and booking of the settlement hold it.
      return;
    }
    next.touched = next.touched.plus(fill.market(), next.at);
    if (news) {
      next.cashMoved = Optional.of(next.at);
      // A closed pair of YES and NO returns a dollar at once.
      Money returned = Price.ONE.times(fill.closed(start));
      next.cash = next.cash.map(c -> c.minus(fill.cost()).minus(fill.fee()).plus(returned));
    }
    next.hold(fill.market(), standing.with(fill), Optional.empty());
  }

  private void reported(MarketTicker ticker, Holding report) {
    if (next.settled.containsKey(ticker)) {
      return;
    }
    next.touched = next.touched.plus(ticker, next.at);
    // Nobody trades any more, so it was paid. The cash is not read yet: until then the position is
    // worth what it will have brought.
    boolean paying = report.contracts().isZero() && isOver(ticker);
    if (!paying) {
      next.hold(ticker, next.standing(ticker).hearing(report), Optional.empty());
    }
  }

  private boolean isOver(MarketTicker ticker) {
    Position held = next.positions.get(ticker);
    return held != null && held.market().at(next.at).phase() != Market.Phase.OPEN;
  }

  private Optional<Price> result(MarketTicker ticker) {
    return Optional.ofNullable(next.positions.get(ticker))
        .flatMap(held -> held.market().settlementValue());
  }

  private void timePassed(Instant dayStart) {
    for (Position held : next.positions.values()) {
      Market market = held.market().at(next.at);
      if (!market.equals(held.market())) {
        next.put(held, market, held.holding(), held.quote(), held.entryTime());
      }
    }
    Optional<Day> over = next.day.filter(day -> day.since().isBefore(dayStart));
    if (over.isPresent()) {
      next.day = after(over.get(), dayStart);
    }
  }

  /**
   * The day that began, if anybody watched when it did; else what is known was known before an
   * outage, and today counts from the first reading after it.
   */
  private Optional<Day> after(Day over, Instant dayStart) {
    Instant read = next.readAsked;
    boolean watched =
        !read.isBefore(dayStart.minus(KNOWN_FOR)) && next.at.isBefore(dayStart.plus(LATE));
    Instant since = watched ? dayStart : next.at;
    return next.cash
        .filter(cash -> watched || !read.isBefore(dayStart))
        .map(
            cash ->
                over.next(since, cash.plus(next.totals.value()), Residual.sum(cash, next.totals)));
  }

  private void accountLoaded(AccountLoaded load) {
    if (!next.loaded) {
      // What the database remembered of locked-in sums is replaced by what the exchange says.
      next.forgetLockedIn();
      next.loaded = true;
    }
    next.pnlSince = Optional.of(earliest(load));
    recall(load);
    Map<MarketTicker, Contracts> ends = ends(load);
    History history = History.of(load.fills(), ticker -> ends.getOrDefault(ticker, Contracts.ZERO));
    load.books().forEach((ticker, book) -> readBook(ticker, book, history));
    history.walked().forEach(step -> next.tell(step.fill(), step.before()));
    load.settlements().forEach(next::settle);
    withdrawMissing(load);
    load.markets().forEach(this::marketRead);
    // A balance asked for before a fill was heard may not hold it; the next read will.
    boolean outdated =
        next.cash.isPresent()
            && next.cashMoved.filter(t -> !t.isBefore(load.askedAt())).isPresent();
    List<Flow> moved = next.learn(load.flows());
    if (load.flows().isPresent()) {
      next.day = next.day.map(day -> day.reading(Residual.sum(load.cash(), next.totals)));
    }
    next.cash = outdated ? next.cash.map(Flows.sum(moved)::plus) : Optional.of(load.cash());
    next.readAsked = load.askedAt();
    boolean told = load.flows().isPresent() || next.flows.ids().isEmpty();
    if (!outdated && told) {
      next.explain(load.cash());
    }
    if (next.day.isEmpty()) {
      next.day = next.cash.map(this::firstDay);
    }
  }

  private Day firstDay(Money cash) {
    Money sum = Residual.sum(cash, next.totals);
    return new Day(next.at, cash.plus(next.totals.value()), Money.ZERO, Money.ZERO, sum);
  }

  private Instant earliest(AccountLoaded load) {
    Instant earliest = next.pnlSince.orElse(load.asOf());
    for (Fill fill : load.fills()) {
      earliest = fill.time().isBefore(earliest) ? fill.time() : earliest;
    }
    for (Settlement settlement : load.settlements()) {
      earliest = settlement.time().isBefore(earliest) ? settlement.time() : earliest;
    }
    return earliest;
  }

  /** The net position that the fills of each market ended at; some may be newer than its row. */
  private static Map<MarketTicker, Contracts> ends(AccountLoaded load) {
    Map<MarketTicker, Contracts> ends = new HashMap<>();
    load.books().forEach((ticker, book) -> ends.put(ticker, book.holding().contracts()));
    for (Fill fill : load.fills()) {
      AccountLoaded.Book book = load.books().get(fill.market());
      if (book != null && fill.isAfter(book.updatedAt())) {
        ends.merge(fill.market(), fill.change(), Contracts::plus);
      }
    }
    load.settlements().forEach(paid -> ends.put(paid.market(), paid.contracts()));
    return ends;
  }

  /** The first load of an account we know nothing of is all history: none of it is news. */
  private void recall(AccountLoaded load) {
    if (next.facts.isEmptyHanded()) {
      Map<String, Instant> known = new HashMap<>();
      load.fills().forEach(f -> known.put(Fact.Filled.keyOf(f), f.time()));
      load.settlements().forEach(s -> known.put(Fact.Settled.keyOf(s), s.time()));
      next.facts = next.facts.recalling(load.asOf().minus(LOOK_BACK), known);
    }
  }

  private void readBook(MarketTicker ticker, AccountLoaded.Book book, History history) {
    if (!next.settled.containsKey(ticker)) {
      next.hold(
          ticker,
          next.standing(ticker).reading(book.holding(), book.updatedAt()),
          history.opened(ticker));
    }
  }

  /** What the exchange no longer lists is not held, unless what we heard is newer than the read. */
  private void withdrawMissing(AccountLoaded load) {
    for (MarketTicker ticker : List.copyOf(next.standings.keySet())) {
      Standing standing = next.standing(ticker);
      boolean justReported =
          standing.unexplained().isPresent()
              && !next.touched(ticker).isBefore(load.askedAt().minus(Drift.GRACE));
      // Of two moments in one millisecond the socket does not tell which came first.
      boolean newer = !standing.newest().isBefore(load.asOf().truncatedTo(ChronoUnit.MILLIS));
      if (!load.books().containsKey(ticker) && !newer && !justReported) {
        // The row of the settlement may show later than that of the position is gone.
        Standing gone = result(ticker).map(standing::paid).orElseGet(standing::withdrawn);
        next.hold(ticker, gone, Optional.empty());
      }
    }
    for (Position recalled : next.positions.values()) {
      if (!next.standings.containsKey(recalled.ticker())) {
        next.remove(recalled);
      }
    }
  }
}
