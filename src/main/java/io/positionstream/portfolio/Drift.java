package io.positionstream.portfolio;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A difference between what we showed and what a read by REST says, although we should have known:
 * something was not heard, or was folded wrongly. The read heals it.
 *
 * @param market empty for the cash
 * @param ours what we showed: contracts, dollars, a phase or a trade id; empty when nothing
 * @param theirs what the exchange says; empty when nothing
 */
public record Drift(Field field, Optional<MarketTicker> market, String ours, String theirs) {

  /** What differs. */
  public enum Field {
    CASH,
    CONTRACTS,
    COST,
    REALIZED,
    FEES,
    /** An execution that the socket never told. */
    FILL,
    /** A market that paid, though we never heard its result. */
    SETTLEMENT,
    /** A position that the exchange no longer lists, without having paid. */
    REMOVED,
    /** All fills that are known do not add up to the position: the older ones are missing. */
    INCOMPLETE;

    /** This figure of a market's books, as text; empty if it is none of them. */
    String of(Holding holding) {
      return switch (this) {
        case CONTRACTS, INCOMPLETE -> holding.contracts().plain();
        case COST -> holding.cost().plain();
        case REALIZED -> holding.realized().plain();
        case FEES -> holding.fees().plain();
        case CASH, FILL, SETTLEMENT, REMOVED -> "";
      };
    }

    /** As logs, metrics and clients name it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Socket and REST may lag behind each other by this much. */
  public static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * What {@code load} says differently from {@code before}, except what time explains: news from
   * shortly before the read or from since it was asked for, and whatever happened while there was
   * no line to hear it on. Money paid in or out, which the read tells along, is no drift.
   */
  public static Compared between(Portfolio before, AccountLoaded load) {
    boolean heard = before.line() instanceof Line.Live || before.line() instanceof Line.Stale;
    return before.loaded() && heard ? new Comparison(before, load).all() : Compared.NOTHING;
  }

  /**
   * What a comparison found. What it did not look at may differ still.
   *
   * @param anything false when nothing at all was compared
   * @param left markets that were left for the next time
   */
  public record Compared(List<Drift> found, boolean anything, Set<MarketTicker> left) {

    static final Compared NOTHING = new Compared(List.of(), false, Set.of());

    public Compared {
      found = List.copyOf(found);
      left = Set.copyOf(left);
    }

    /** Whether {@code drift} would have been found if it were still there. */
    boolean lookedAt(Drift drift) {
      return anything && drift.market().filter(left::contains).isEmpty();
    }
  }

  private record Comparison(
      Portfolio before,
      Portfolio.Memory memory,
      AccountLoaded load,
      Instant heardUntil,
      Instant toldUntil,
      List<Drift> found,
      Set<MarketTicker> left) {

    Comparison(Portfolio before, AccountLoaded load) {
      this(
          before,
          before.memory(),
          load,
          load.askedAt().minus(GRACE),
          load.asOf().minus(GRACE),
          new ArrayList<>(),
          new HashSet<>());
    }

    Compared all() {
      load.books().forEach(this::book);
      load.fills().stream().filter(this::isUnheard).forEach(this::fill);
      load.settlements().forEach(this::settlement);
      before.positions().values().forEach(this::removed);
      cash();
      return new Compared(found, true, left);
    }

    private void book(MarketTicker ticker, AccountLoaded.Book book) {
      Standing standing = memory.standings().getOrDefault(ticker, Standing.NONE);
      boolean young = book.updatedAt().isAfter(toldUntil) || standing.newest().isAfter(toldUntil);
      if (young || wasTouched(ticker) || memory.settled().containsKey(ticker)) {
        left.add(ticker);
        return;
      }
      Holding ours = standing.holding();
      Holding theirs = book.holding();
      for (Field field : List.of(Field.CONTRACTS, Field.COST, Field.REALIZED, Field.FEES)) {
        differ(field, ticker, field.of(ours), field.of(theirs));
      }
    }

    private void fill(Fill fill) {
      if (!fill.time().isAfter(toldUntil)) {
        differ(Field.FILL, fill.market(), "", fill.id());
      }
    }

    private void settlement(Settlement paid) {
      Position held = before.position(paid.market());
      if (held == null || held.market().phase() == Market.Phase.DETERMINED) {
        return;
      }
      if (!paid.time().isAfter(toldUntil)) {
        differ(Field.SETTLEMENT, paid.market(), held.market().phase(), paid.result());
      }
    }

    private void removed(Position held) {
      MarketTicker ticker = held.ticker();
      boolean listed = load.books().containsKey(ticker);
      boolean paid =
          held.market().phase() == Market.Phase.DETERMINED
              || load.settlements().stream().anyMatch(s -> s.market().equals(ticker));
      if (!listed && wasTouched(ticker)) {
        left.add(ticker);
      } else if (!listed && !paid) {
        differ(Field.REMOVED, ticker, held.holding().contracts(), "");
      }
    }

    /** Only where fills moved it since the last read do we claim to know the cash. */
    private void cash() {
      boolean moved = memory.cashMoved().filter(t -> isBetweenReads(t)).isPresent();
      boolean explained =
          load.fills().stream().anyMatch(this::isUnheard)
              || load.settlements().stream().anyMatch(this::isUnheard)
              || before.positions().keySet().stream().anyMatch(t -> !load.books().containsKey(t));
      Money paidIn = Flows.sum(memory.flows().news(load.flows(), Instant.MAX));
      Optional<Money> cash = before.cash().map(paidIn::plus);
      if (moved && !explained && !cash.equals(Optional.of(load.cash()))) {
        String ours = cash.map(Money::plain).orElse("");
        found.add(new Drift(Field.CASH, Optional.empty(), ours, load.cash().plain()));
      }
    }

    private boolean isBetweenReads(Instant time) {
      return !time.isBefore(memory.readAsked()) && time.isBefore(heardUntil);
    }

    private boolean isUnheard(Fill fill) {
      return memory.facts().isNews(Fact.Filled.keyOf(fill), fill.time());
    }

    private boolean isUnheard(Settlement settlement) {
      return !settlement.equals(memory.settled().get(settlement.market()));
    }

    private boolean wasTouched(MarketTicker ticker) {
      Instant touched = memory.touched().get(ticker);
      return touched != null && !touched.isBefore(heardUntil);
    }

    private void differ(Field field, MarketTicker ticker, Object ours, Object theirs) {
      if (!ours.equals(theirs)) {
        found.add(new Drift(field, Optional.of(ticker), ours.toString(), theirs.toString()));
      }
    }
  }
}
