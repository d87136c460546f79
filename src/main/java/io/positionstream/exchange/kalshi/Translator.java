package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.WireNews.Kind;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.EventTerms;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Market.Phase;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kalshi's words into ours; nobody else speaks both. A word that moves money and is not known (a
 * side) fails; a word that only describes (a status) is tolerated and counted. Thread-safe.
 *
 * <p>Every method throws {@link IllegalArgumentException} when a value is not what Kalshi
 * documents.
 */
final class Translator {

  private static final long UNITS_PER_CENT = 100;

  private final WireNews news;

  /**
   * @param news told of words that are not documented
   */
  Translator(WireNews news) {
    this.news = news;
  }

  Fill fill(Payloads.Fill wire) {
    return new Fill(
        new TradeId(wire.tradeId()),
        new MarketTicker(wire.ticker()),
        side(wire.outcomeSide(), wire.bookSide()),
        Contracts.of(wire.countFp()),
        Price.ofDollars(wire.yesPriceDollars()),
        Money.ofDollars(wire.feeCost()),
        wire.isTaker(),
        timeOf(wire.createdTime(), wire.ts()),
        Optional.empty());
  }

  Fill fill(Frame.FillFrame wire) {
    return new Fill(
        new TradeId(wire.tradeId()),
        new MarketTicker(wire.marketTicker()),
        side(wire.outcomeSide(), wire.bookSide()),
        Contracts.of(wire.countFp()),
        Price.ofDollars(wire.yesPriceDollars()),
        Money.ofDollars(wire.feeCost()),
        wire.isTaker(),
        Instant.ofEpochMilli(wire.tsMs()),
        Optional.ofNullable(wire.postPositionFp()).map(Contracts::of));
  }

  Book book(Payloads.MarketPosition wire) {
    Holding holding =
        new Holding(
            Contracts.of(wire.positionFp()),
            Money.ofDollars(wire.marketExposureDollars()),
            Money.ofDollars(wire.realizedPnlDollars()),
            Money.ofDollars(wire.feesPaidDollars()),
            Money.ofDollars(wire.totalTradedDollars()));
    return new Book(holding, time(wire.lastUpdatedTs()));
  }

  /** The socket tells no turnover. */
  Holding holding(Frame.MarketPosition wire) {
    return new Holding(
        Contracts.of(wire.positionFp()),
        Money.ofDollars(wire.positionCostDollars()),
        Money.ofDollars(wire.realizedPnlDollars()),
        Money.ofDollars(wire.feesPaidDollars()),
        Money.ZERO);
  }

  /**
   * @param paid what one YES paid in markets whose rows round it
   */
  Settlement settlement(Payloads.Settlement wire, PaidValues paid) {
    try {
      return settled(wire, paid);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Expected a settlement whose figures fit, found too large ones for "
              + wire.ticker()
              + ".",
          e);
    }
  }

  private Settlement settled(Payloads.Settlement wire, PaidValues paid) {
    Optional<Price> value =
        Optional.ofNullable(wire.value())
            .map(cents -> new Price(Math.multiplyExact(cents, UNITS_PER_CENT)))
            .map(cents -> paid.exactly(wire.ticker(), cents))
            .or(() -> valueOf(wire.marketResult()));
    return Settlement.ofGross(
        new MarketTicker(wire.ticker()),
        wire.marketResult(),
        value,
        Contracts.of(wire.yesCountFp()),
        Money.ofDollars(wire.yesTotalCostDollars()),
        Contracts.of(wire.noCountFp()),
        Money.ofDollars(wire.noTotalCostDollars()),
        Money.ofCents(wire.revenue()),
        Money.ofDollars(wire.feeCost()),
        time(wire.settledTime()));
  }

  /**
   * @param terms what the exchange says of the event, if it could be had
   */
  Market market(MarketPayloads.Market wire, Optional<EventTerms> terms) {
    Optional<Price> value = settlementValue(wire);
    Phase phase = phase(wire.status(), value.isPresent());
    return new Market(
        new MarketTicker(wire.ticker()),
        wire.eventTicker(),
        title(wire, terms.map(EventTerms::title)),
        optionalTime(wire.closeTime()),
        optionalTime(wire.expectedExpirationTime())
            .or(() -> optionalTime(wire.latestExpirationTime())),
        phase,
        phase == Phase.DETERMINED ? value : Optional.empty(),
        terms);
  }

  EventTerms terms(MarketPayloads.Event wire) {
    return new EventTerms(wire.title(), wire.mutuallyExclusive());
  }

  /** Only the YES side is read: what NO shows for an empty book contradicts itself. */
  Quote quote(MarketPayloads.Market wire, Instant readAt) {
    return new Quote(
        price(wire.yesBidDollars(), Price.ZERO),
        Contracts.of(wire.yesBidSizeFp()),
        price(wire.yesAskDollars(), Price.ONE),
        Contracts.of(wire.yesAskSizeFp()),
        price(wire.lastPriceDollars(), Price.ZERO),
        readAt);
  }

  Quote quote(Frame.Ticker wire) {
    return new Quote(
        price(wire.yesBidDollars(), Price.ZERO),
        Contracts.of(wire.yesBidSizeFp()),
        price(wire.yesAskDollars(), Price.ONE),
        Contracts.of(wire.yesAskSizeFp()),
        price(wire.priceDollars(), Price.ZERO),
        Instant.ofEpochMilli(wire.tsMs()));
  }

  /** What one YES will pay, as far as the message says so. */
  Optional<Price> determinedValue(Frame.Lifecycle wire) {
    return filled(wire.settlementValue())
        .map(Price::ofDollars)
        .or(() -> filled(wire.result()).flatMap(this::valueOf));
  }

  Instant time(String rfc3339) {
    try {
      return OffsetDateTime.parse(rfc3339).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Expected an RFC 3339 time, found \"" + rfc3339 + "\".", e);
    }
  }

  private Instant timeOf(@Nullable String createdTime, @Nullable Long seconds) {
    return optionalTime(createdTime)
        .or(() -> Optional.ofNullable(seconds).map(Translator::at))
        .orElseThrow(() -> new IllegalArgumentException("Expected the time of a fill."));
  }

  static Instant at(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Expected a time in seconds since 1970, found " + seconds + ".", e);
    }
  }

  private Optional<Instant> optionalTime(@Nullable String rfc3339) {
    return filled(rfc3339).map(this::time);
  }

  /**
   * By outcome_side and book_side; one will do, and both must agree. The legacy pair side/action
   * contradicts itself on closing fills and is never read.
   */
  private static Side side(@Nullable String outcomeSide, @Nullable String bookSide) {
    Set<Side> told =
        Stream.of(filled(outcomeSide), filled(bookSide))
            .flatMap(Optional::stream)
            .map(Translator::side)
            .collect(Collectors.toSet());
    if (told.size() != 1) {
      throw new IllegalArgumentException(
          "Expected outcome_side and book_side to tell one direction, found \"%s\" and \"%s\"."
              .formatted(outcomeSide, bookSide));
    }
    return told.iterator().next();
  }

  private static Side side(String word) {
    return switch (word) {
      case "yes", "bid" -> Side.YES;
      case "no", "ask" -> Side.NO;
      default ->
          throw new IllegalArgumentException(
              "Expected outcome_side or book_side, found \"" + word + "\".");
    };
  }

  private static String title(MarketPayloads.Market wire, Optional<String> eventTitle) {
    String event = eventTitle.or(() -> filled(wire.title())).orElseGet(wire::eventTicker);
    return filled(wire.yesSubTitle())
        .filter(outcome -> !outcome.equals(event))
        .map(outcome -> event + " · " + outcome)
        .orElse(event);
  }

  /** A word nobody knows changes nothing: a result counts, else the clock closes the market. */
  private Phase phase(String status, boolean valueKnown) {
    return switch (status) {
      case "initialized", "active", "inactive" -> Phase.OPEN;
      case "closed" -> Phase.CLOSED;
      case "disputed" -> valueKnown ? Phase.DETERMINED : Phase.CLOSED;
      case "determined", "amended", "finalized" -> Phase.DETERMINED;
      default -> {
        news.met(Kind.STATUS, "Market", status);
        yield valueKnown ? Phase.DETERMINED : Phase.OPEN;
      }
    };
  }

  private Optional<Price> settlementValue(MarketPayloads.Market wire) {
    return filled(wire.settlementValueDollars())
        .map(Price::ofDollars)
        .or(() -> filled(wire.result()).flatMap(this::valueOf));
  }

  /** What one YES pays; empty for a result that does not say. */
  private Optional<Price> valueOf(String result) {
    return switch (result) {
      case "yes" -> Optional.of(Price.ONE);
      case "no" -> Optional.of(Price.ZERO);
      case "", "scalar" -> Optional.empty();
      default -> {
        news.met(Kind.STATUS, "Result", result);
        yield Optional.empty();
      }
    };
  }

  /** A market that never traded may have an empty text for a price. */
  private static Price price(String dollars, Price ifEmpty) {
    return dollars.isBlank() ? ifEmpty : Price.ofDollars(dollars);
  }

  private static Optional<String> filled(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank());
  }
}
