package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.TradeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out that a socket has gone deaf although its pings go on: REST shows what the socket should
 * have told long ago. For one connection and one caller at a time.
 */
final class CrossCheck {

  /** What REST shows is told by the socket within this time, or not at all. */
  private static final Duration LATEST = Duration.ofSeconds(10);

  /** Longer than the reads by REST look back. */
  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  /** A book may change while it is read; it does not do so unheard twice in a row. */
  private static final int UNHEARD_CHANGES = 2;

  private final Map<TradeId, Instant> told = new HashMap<>();
  private final Map<MarketTicker, Book> books = new HashMap<>();
  private final Set<MarketTicker> refused = new HashSet<>();

  /** By the exchange's clock; fills after it must be told. */
  private Optional<Instant> listeningSince = Optional.empty();

  /** A market's book when it was last read, and how often it had changed since its last tick. */
  private record Book(List<Object> top, int unheard) {}

  void told(Fill fill, Instant now) {
    told.put(fill.id(), now);
  }

  void ticked(MarketTicker market) {
    books.computeIfPresent(market, (ticker, book) -> new Book(book.top, 0));
  }

  /** The exchange does not tell us of these. */
  void refused(Collection<MarketTicker> markets) {
    refused.addAll(markets);
  }

  /** It tells us of these after all. */
  void accepted(Collection<MarketTicker> markets) {
    refused.removeAll(markets);
  }

  /** A message was lost on our side: what REST shows next need not have been told. */
  void missed() {
    listeningSince = Optional.empty();
  }

  /** Why the socket must be deaf, if it is. */
  Optional<String> deafness(AccountLoaded load) {
    boolean fills = hasUnheardFill(load);
    long markets = load.markets().stream().filter(this::changedUnheard).count();
    listeningSince = listeningSince.or(() -> Optional.of(load.asOf()));
    told.values().removeIf(heard -> heard.isBefore(load.at().minus(REMEMBERED)));
    books.keySet().retainAll(load.markets().stream().map(r -> r.market().ticker()).toList());
    if (fills) {
      return Optional.of("the socket did not tell of a fill");
    }
    return markets > 0
        ? Optional.of("the socket is silent about prices that change")
        : Optional.empty();
  }

  private boolean hasUnheardFill(AccountLoaded load) {
    Instant latest = load.asOf().minus(LATEST);
    return listeningSince.isPresent()
        && load.fills().stream()
            .filter(fill -> fill.time().isAfter(listeningSince.get()))
            .filter(fill -> fill.time().isBefore(latest))
            .anyMatch(fill -> !told.containsKey(fill.id()));
  }

  private boolean changedUnheard(MarketRead read) {
    MarketTicker market = read.market().ticker();
    List<Object> top = top(read.quote());
    int unheard = unheardChanges(market, top);
    books.put(market, new Book(top, unheard));
    return unheard >= UNHEARD_CHANGES && !refused.contains(market);
  }

  private int unheardChanges(MarketTicker market, List<Object> top) {
    Book before = books.get(market);
    if (before == null) {
      return 0;
    }
    return before.top.equals(top) ? before.unheard : before.unheard + 1;
  }

  private static List<Object> top(Quote quote) {
    return List.of(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize(), quote.last());
  }
}
