package io.positionstream.portfolio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can happen to an account. {@link #at()} is when we heard of it. */
public sealed interface AccountEvent {

  Instant at();

  /** The line to the exchange changed its state. */
  record LineChanged(Line line, Instant at) implements AccountEvent {}

  /**
   * The exchange's own books, read by REST: they replace ours.
   *
   * @param asOf fills after this instant, by the exchange's clock, may be missing from the read
   * @param askedAt when the reading began, by our clock; what was heard since is newer than its
   *     cash
   * @param books every unsettled market the account traded; what is missing here is not held
   * @param fills fills read along with it, in any order; not necessarily all there ever were
   * @param settlements settlements read along with it, in any order
   * @param flows deposits and withdrawals that the cash holds; empty when they were not told
   */
  record AccountLoaded(
      Instant asOf,
      Instant askedAt,
      Map<MarketTicker, Book> books,
      Money cash,
      List<Fill> fills,
      List<Settlement> settlements,
      List<MarketRead> markets,
      Optional<List<Flow>> flows,
      Instant at)
      implements AccountEvent {

    /** Books read without deposits and withdrawals. */
    public AccountLoaded(
        Instant asOf,
        Instant askedAt,
        Map<MarketTicker, Book> books,
        Money cash,
        List<Fill> fills,
        List<Settlement> settlements,
        List<MarketRead> markets,
        Instant at) {
      this(asOf, askedAt, books, cash, fills, settlements, markets, Optional.empty(), at);
    }

    /** One market's row and the exchange's time of its last change. */
    public record Book(Holding holding, Instant updatedAt) {}

    public AccountLoaded {
      books = Map.copyOf(books);
      fills = List.copyOf(fills);
      settlements = List.copyOf(settlements);
      markets = List.copyOf(markets);
      flows = flows.map(List::copyOf);
    }
  }

  /**
   * A market's description and book, read by REST.
   *
   * @param askedAt when the question was sent, by our clock; what was heard since is newer
   */
  record MarketRead(Market market, Quote quote, Instant askedAt, Instant at)
      implements AccountEvent {}

  /** The top of a market's book changed. */
  record Quoted(MarketTicker market, Quote quote, Instant at) implements AccountEvent {}

  /** An order of the user was executed. */
  record Filled(Fill fill, Instant at) implements AccountEvent {}

  /** The socket told the books of one market; its {@link Holding#traded()} is unknown and zero. */
  record HoldingReported(MarketTicker market, Holding holding, Instant at)
      implements AccountEvent {}

  /** A market's result is known, and what one YES will pay, if the exchange says so. */
  record MarketDetermined(MarketTicker market, Optional<Price> value, Instant at)
      implements AccountEvent {}

  /** Time passed: markets close, a day starts. {@code dayStart} is the start of the current day. */
  record TimePassed(Instant at, Instant dayStart) implements AccountEvent {}
}
