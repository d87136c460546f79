package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * Everything known of one account at one moment: immutable, complete, shared by all readers.
 *
 * @param epoch names this run of the fold
 * @param seq counts the changes of this epoch; a new one exactly when something changed
 * @param loaded whether the exchange has told its books in this epoch; before that, what is here
 *     was recalled from the database
 * @param positions open positions by ticker
 * @param cash available cash; empty until known
 * @param totals sums over all positions and everything ever locked in
 * @param totalsSeq seq at which cash, totals or day last changed
 * @param lineSeq seq at which the line last changed
 * @param day what today is measured against; empty until a total value is known
 * @param pnlSince since when profit and loss are known; empty before the first load
 * @param updatedAt when anything last changed
 */
public record Portfolio(
    AccountId account,
    String epoch,
    long seq,
    boolean loaded,
    Line line,
    long lineSeq,
    TreePMap<MarketTicker, Position> positions,
    Optional<Money> cash,
    Totals totals,
    long totalsSeq,
    Optional<Day> day,
    Optional<Instant> pnlSince,
    Instant updatedAt,
    Memory memory) {

  /**
   * What the fold itself needs to remember.
   *
   * @param standings every unsettled market the account traded, flat ones too
   * @param settled how markets were paid, by the newest row
   * @param fresh how new what is shown of a held market is
   * @param touched when we last heard of the user's own business in a market, by our clock
   * @param readAsked when the newest reading of the books began, by our clock
   * @param cashMoved when a fill last moved the cash ahead of the balance
   * @param flows deposits and withdrawals that the cash holds
   * @param residual what the cash is held against; empty before the first load
   * @param moves which positions moved last
   */
  record Memory(
      PMap<MarketTicker, Standing> standings,
      PMap<MarketTicker, Settlement> settled,
      PMap<MarketTicker, Freshness> fresh,
      PMap<MarketTicker, Instant> touched,
      Gone gone,
      Facts facts,
      Instant readAsked,
      Optional<Instant> cashMoved,
      Flows flows,
      Optional<Residual> residual,
      Moves moves) {

    static final Memory NONE =
        new Memory(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            Gone.NONE,
            Facts.none(),
            Instant.MIN,
            Optional.empty(),
            Flows.UNKNOWN,
            Optional.empty(),
            Moves.NONE);

    /** When the quote of a position was last heard or read, by our clock; empty when never. */
    Optional<Instant> confirmed(Position position) {
      Freshness known = fresh.get(position.ticker());
      if (known != null && known.quote().isAfter(Instant.EPOCH)) {
        return Optional.of(known.quote());
      }
      return Optional.of(position.quote().at()).filter(at -> at.isAfter(Instant.EPOCH));
    }

    Memory with(Facts told) {
      return new Memory(
          standings, settled, fresh, touched, gone, told, readAsked, cashMoved, flows, residual,
          moves);
    }

    Memory with(Flows known, Optional<Residual> rest) {
      return new Memory(
          standings, settled, fresh, touched, gone, facts, readAsked, cashMoved, known, rest,
          moves);
    }
  }

  /** An account of which nothing is known yet. */
  public static Portfolio unknown(AccountId account, String epoch, Instant now) {
    return new Portfolio(
        account,
        epoch,
        0,
        false,
        new Line.Connecting(now, "starting"),
        0,
        TreePMap.empty(),
        Optional.empty(),
        Totals.NONE,
        0,
        Optional.empty(),
        Optional.empty(),
        now,
        Memory.NONE);
  }

  /**
   * The account as it is after {@code event}. Total: every event is legal in every state; what does
   * not concern this account returns {@code this}.
   */
  public Portfolio apply(AccountEvent event) {
    return Fold.apply(this, event);
  }

  /**
   * Takes over what the database remembers of an earlier run, to be replaced by the first load.
   *
   * @param vouchedFrom from when on {@code toldFacts} holds every fact; empty when there is none
   * @param toldFacts keys and times of facts that are no news
   */
  public Portfolio recalling(
      Collection<Position> cached,
      Optional<Money> knownCash,
      Totals lockedIn,
      Optional<Day> knownDay,
      Optional<Instant> knownSince,
      Optional<Instant> vouchedFrom,
      Map<String, Instant> toldFacts) {
    TreePMap<MarketTicker, Position> recalled = positions;
    Totals sums =
        Totals.NONE.rebooked(
            Totals.Booking.NONE, new Totals.Booking(lockedIn.realized(), lockedIn.fees()));
    for (Position position : cached) {
      recalled = recalled.plus(position.ticker(), position);
      sums = sums.plus(position);
    }
    Facts facts =
        vouchedFrom.map(from -> memory.facts.recalling(from, toldFacts)).orElse(memory.facts);
    return new Portfolio(
        account,
        epoch,
        seq,
        false,
        line,
        lineSeq,
        recalled,
        knownCash,
        sums,
        totalsSeq,
        knownDay,
        knownSince,
        updatedAt,
        memory.with(facts));
  }

  /** Takes over what an earlier run knew of deposits, withdrawals and what is unexplained. */
  public Portfolio knowing(Set<String> flowIds, Residual rest) {
    return new Portfolio(
        account,
        epoch,
        seq,
        loaded,
        line,
        lineSeq,
        positions,
        cash,
        totals,
        totalsSeq,
        day,
        pnlSince,
        updatedAt,
        memory.with(new Flows(Optional.of(flowIds), List.of()), Optional.of(rest)));
  }

  public @Nullable Position position(MarketTicker ticker) {
    return positions.get(ticker);
  }

  /**
   * The exchange's books of a market that has not paid out, flat ones too; empty when it tells
   * none.
   */
  public Optional<Holding> books(MarketTicker ticker) {
    Standing standing = memory.standings.get(ticker);
    return standing != null
        ? Optional.of(standing.holding())
        : Optional.ofNullable(positions.get(ticker)).map(Position::holding);
  }

  /** When the quote of a position was last heard or read, by our clock; empty when never. */
  public Optional<Instant> confirmed(Position position) {
    return memory.confirmed(position);
  }

  /** Whether what is or was held in a market is to be paid out, if it has not been yet. */
  public boolean awaitsPayment(MarketTicker ticker) {
    Position held = positions.get(ticker);
    return held == null
        ? memory.gone().wasSettled(ticker)
        : held.market().phase() == Market.Phase.DETERMINED;
  }

  /** Whether the exchange told in this epoch that the market has paid. */
  public boolean isSettled(MarketTicker ticker) {
    return memory.settled().containsKey(ticker);
  }

  /** Cash + positions; empty until the cash is known. */
  public Optional<Money> totalValue() {
    return cash.map(totals.value()::plus);
  }

  /** Total value now less that at the start of the day and what was paid in since. */
  public Optional<Money> todayProfit() {
    return totalValue()
        .flatMap(now -> day.map(start -> now.minus(start.base()).minus(start.flows())));
  }

  /** What the cash moved by without trading, deposits and withdrawals; empty before a reading. */
  public Optional<Money> unexplained() {
    return memory.residual.map(Residual::unexplained);
  }

  /** What the worth of the account is explained by; empty until two readings have agreed. */
  public Optional<Residual> residual() {
    return memory.residual.filter(Residual::anchored);
  }

  /** As {@link #unexplained()}, of this very moment, half-way readings included. */
  public Money unexplainedNow() {
    return memory
        .residual
        .flatMap(rest -> cash.map(c -> rest.gap(Residual.sum(c, totals))))
        .orElse(Money.ZERO);
  }

  /** Money that came in since the account is known, less what went out. */
  public Money flows() {
    return memory.residual.map(Residual::flows).orElse(Money.ZERO);
  }

  /** Deposits and withdrawals, as they were read last. */
  public List<Flow> recentFlows() {
    return memory.flows.told();
  }

  /** Of deposits and withdrawals that the cash holds; empty until they are known. */
  public Optional<Set<String>> knownFlows() {
    return memory.flows.ids();
  }

  /**
   * Whether the positions are known, from the exchange or from memory; else empty means nothing.
   */
  public boolean isKnown() {
    return loaded || cash.isPresent();
  }

  /** The newest facts of this epoch, oldest first; bounded, older ones are in the journal. */
  public List<Fact> recentFacts() {
    return memory.facts.after(0);
  }

  /** How far a reader is who has read all of this. */
  public Cursor cursor() {
    return new Cursor(epoch, seq, memory.facts.newest());
  }
}
