package io.positionstream.statement;

import io.positionstream.journal.LedgerReader;
import io.positionstream.journal.LedgerReader.FactsOfMarkets;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.ledger.Explanation;
import io.positionstream.stream.ReadableAccounts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The ledgers of an account's markets: the journal's facts, those that are not written yet, and the
 * position that they ended at. Folds on a worker thread, as a history may be long.
 */
@ApplicationScoped
class Ledgers {

  private final ReadableAccounts accounts;
  private final LedgerReader journal;

  Ledgers(ReadableAccounts accounts, LedgerReader journal) {
    this.accounts = accounts;
    this.journal = journal;
  }

  /** Empty when the account never had anything in that market; 503 while nothing is known of it. */
  Uni<Optional<Explained>> explanation(AccountId account, MarketTicker ticker) {
    return facts(account, Optional.of(ticker), Optional.empty())
        .map(
            facts ->
                explanation(facts, ticker)
                    .map(found -> new Explained(found, confirmed(found, facts.portfolio()))));
  }

  /**
   * A market's figures.
   *
   * @param confirmed when its quote was last heard or read; empty when never
   */
  record Explained(Explanation explanation, Optional<Instant> confirmed) {}

  private static Optional<Instant> confirmed(Explanation explanation, Portfolio portfolio) {
    return explanation.position().flatMap(portfolio::confirmed);
  }

  /** Of every market that has facts, or of those of one market or event. */
  Uni<List<Explanation>> all(AccountId account, Optional<String> ticker, Optional<String> event) {
    return facts(account, ticker.map(MarketTicker::new), event).map(Ledgers::explanations);
  }

  /** What is known of some markets at one moment. */
  private record Facts(
      Portfolio portfolio,
      boolean whole,
      Map<MarketTicker, List<Fill>> fills,
      Map<MarketTicker, Settlement> settlements) {

    void add(Fill fill) {
      fills.computeIfAbsent(fill.market(), t -> new ArrayList<>()).add(fill);
    }

    void add(Settlement settlement) {
      settlements.merge(
          settlement.market(), settlement, (a, b) -> a.time().isAfter(b.time()) ? a : b);
    }
  }

  private Uni<Facts> facts(
      AccountId account, Optional<MarketTicker> ticker, Optional<String> event) {
    Predicate<MarketTicker> wanted =
        t ->
            ticker.filter(other -> !other.equals(t)).isEmpty()
                && event.filter(e -> !e.equals(Market.undescribed(t).event())).isEmpty();
    // The journal first: whatever it holds by then, the portfolio holds, too.
    return accounts
        .known(account)
        .flatMap(
            engine ->
                Reading.of(journal.facts(account, ticker, event))
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(written -> merged(engine.portfolio(), written, wanted)));
  }

  private static Facts merged(
      Portfolio portfolio, FactsOfMarkets written, Predicate<MarketTicker> wanted) {
    Facts facts = new Facts(portfolio, written.whole(), new TreeMap<>(), new HashMap<>());
    written.fills().forEach(facts::add);
    written.settlements().forEach(facts::add);
    for (Fact fact : portfolio.recentFacts()) {
      switch (fact) {
        case Fact.Filled filled when wanted.test(filled.fill().market()) ->
            facts.add(filled.fill());
        case Fact.Settled settled when wanted.test(settled.settlement().market()) ->
            facts.add(settled.settlement());
        case Fact.Filled _, Fact.Settled _ -> {}
      }
    }
    return facts;
  }

  private static Optional<Explanation> explanation(Facts facts, MarketTicker ticker) {
    List<Fill> fills = facts.fills().getOrDefault(ticker, List.of());
    Optional<Settlement> settlement = Optional.ofNullable(facts.settlements().get(ticker));
    Optional<Position> position = Optional.ofNullable(facts.portfolio().position(ticker));
    Optional<Holding> books = facts.portfolio().books(ticker);
    boolean traded =
        !fills.isEmpty() || settlement.isPresent() || position.isPresent() || books.isPresent();
    return traded
        ? Optional.of(Explanation.of(ticker, fills, settlement, position, books, facts.whole()))
        : Optional.empty();
  }

  private static List<Explanation> explanations(Facts facts) {
    Set<MarketTicker> markets = new TreeSet<>(facts.fills().keySet());
    markets.addAll(facts.settlements().keySet());
    return markets.stream().flatMap(ticker -> explanation(facts, ticker).stream()).toList();
  }
}
