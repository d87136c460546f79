package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.EventTerms;
import io.positionstream.portfolio.MarketTicker;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads markets with what is said of their events, which is remembered: a market's own title is
 * deprecated on the wire. Thread-safe.
 */
final class MarketReader {

  private static final Logger LOG = Logger.getLogger(MarketReader.class);
  private static final int EVENTS_AT_ONCE = 4;

  /** An event that could not be read is not asked for again for so long. */
  private static final Duration UNREAD_FOR = Duration.ofMinutes(10);

  private final KalshiRest rest;
  private final Translator translator;
  private final Clock clock;
  private final Map<String, EventTerms> events = new ConcurrentHashMap<>();
  private final Map<String, Instant> unread = new ConcurrentHashMap<>();

  MarketReader(KalshiRest rest, Translator translator, Clock clock) {
    this.rest = rest;
    this.translator = translator;
    this.clock = clock;
  }

  /**
   * Descriptions and books of these markets; one that the exchange does not show, or that cannot be
   * read, is missing.
   */
  Uni<List<MarketRead>> read(Collection<MarketTicker> tickers) {
    Instant asked = clock.instant();
    return rest.markets(tickers.stream().map(MarketTicker::value).sorted().toList())
        .onItem()
        .call(this::learnEvents)
        .map(markets -> markets.stream().flatMap(market -> readable(market, asked)).toList())
        .onFailure()
        .transform(failure -> Refusal.failure("GET /markets", failure));
  }

  /** One odd market must not keep the whole account away. */
  private Stream<MarketRead> readable(MarketPayloads.Market market, Instant asked) {
    try {
      return Stream.of(translated(market, asked));
    } catch (IllegalArgumentException e) {
      LOG.warnf(
          "market skipped market=%s reason=%s",
          Refusal.shown(market.ticker()), Refusal.shown(String.valueOf(e.getMessage())));
      return Stream.empty();
    }
  }

  /** The book is as old as the question, at most: a tick heard meanwhile is newer. */
  private MarketRead translated(MarketPayloads.Market market, Instant asked) {
    Optional<EventTerms> terms = Optional.ofNullable(events.get(market.eventTicker()));
    return new MarketRead(
        translator.market(market, terms), translator.quote(market, asked), asked, clock.instant());
  }

  private Uni<Void> learnEvents(List<MarketPayloads.Market> markets) {
    Instant now = clock.instant();
    unread.values().removeIf(failed -> !failed.plus(UNREAD_FOR).isAfter(now));
    List<String> unknown =
        markets.stream()
            .map(MarketPayloads.Market::eventTicker)
            .distinct()
            .filter(event -> !events.containsKey(event) && !unread.containsKey(event))
            .toList();
    return Multi.createFrom()
        .iterable(unknown)
        .onItem()
        .transformToUni(this::learnEvent)
        .merge(EVENTS_AT_ONCE)
        .onItem()
        .ignoreAsUni();
  }

  /** An event only describes: without it the line goes on. */
  private Uni<String> learnEvent(String event) {
    return rest.event(event)
        .onItem()
        .invoke(read -> events.put(event, translator.terms(read)))
        .replaceWith(event)
        .onFailure()
        .recoverWithItem(
            failure -> {
              unread.put(event, clock.instant());
              LOG.debugf("event not read event=%s reason=%s", event, failure.getMessage());
              return event;
            });
  }
}
