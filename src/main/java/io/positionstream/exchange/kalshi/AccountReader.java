package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads an account's books by REST, deposits and withdrawals along with them, one read after the
 * other: settlements after positions, so that what is no longer listed is told to have settled;
 * fills last, so that what is listed can be explained. Remembers how far it has read. For one
 * caller at a time.
 */
final class AccountReader {

  private static final Logger LOG = Logger.getLogger(AccountReader.class);

  /** Reads lag behind: what the last load may have missed is read again. */
  private static final Duration FILLS_AGAIN = Duration.ofMinutes(5);

  private static final Duration SETTLEMENTS_AGAIN = Duration.ofHours(1);

  private final KalshiRest rest;
  private final Translator translator;
  private final MarketReader markets;
  private final FlowReader flows;
  private final Clock clock;
  private final Instant fillsFrom;

  /** By the exchange's clock, which its filters go by. */
  private volatile Optional<Instant> lastLoad = Optional.empty();

  AccountReader(
      KalshiRest rest,
      Translator translator,
      MarketReader markets,
      Clock clock,
      Instant fillsFrom) {
    this.rest = rest;
    this.translator = translator;
    this.markets = markets;
    this.flows = new FlowReader(rest);
    this.clock = clock;
    this.fillsFrom = fillsFrom;
  }

  /** Markets with open contracts. */
  static Set<MarketTicker> held(AccountLoaded load) {
    return load.books().entrySet().stream()
        .filter(book -> !book.getValue().holding().contracts().isZero())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Fails with {@link io.positionstream.exchange.ExchangeFailure} if any part cannot be read. */
  Uni<AccountLoaded> load() {
    Instant started = clock.instant();
    Instant fillsSince = lastLoad.map(t -> t.minus(FILLS_AGAIN)).orElse(fillsFrom);
    Instant settlementsSince = lastLoad.map(t -> t.minus(SETTLEMENTS_AGAIN)).orElse(Instant.EPOCH);
    Reading reading = new Reading(started);
    return rest.learnBudget()
        .chain(() -> asOf(started))
        .invoke(reading::asOf)
        .chain(rest::positions)
        .invoke(reading::positions)
        .chain(() -> KalshiRest.all(rest.settlements(settlementsSince)))
        .chain(rows -> paid(rows, reading))
        .chain(rest::balance)
        .invoke(reading::balance)
        .chain(flows::newest)
        .chain(rows -> holding(rows, reading))
        .chain(() -> KalshiRest.all(rest.fills(fillsSince)))
        .invoke(rows -> reading.fills = Readable.rows(rows, translator::fill))
        .chain(() -> markets.read(held(reading.done())))
        .invoke(rows -> reading.markets = rows)
        .map(rows -> reading.done())
        .invoke(load -> lastLoad = Optional.of(load.asOf()))
        .onFailure()
        .transform(failure -> Refusal.failure("reading the account", failure));
  }

  /** Money that came in after the balance was read is not in it: it is read once more. */
  private Uni<Void> holding(Optional<List<Flow>> told, Reading reading) {
    reading.flows = told;
    return flows.isNews(told)
        ? rest.balance().invoke(reading::balance).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> paid(List<Payloads.Settlement> rows, Reading reading) {
    return PaidValues.of(rows, rest)
        .invoke(
            paid ->
                reading.settlements = Readable.rows(rows, row -> translator.settlement(row, paid)))
        .replaceWithVoid();
  }

  private Uni<Instant> asOf(Instant started) {
    return rest.userDataTimestamp(translator)
        .onFailure(failure -> !(failure instanceof KeyRefused))
        .recoverWithItem(
            failure -> {
              LOG.debugf("no user data timestamp reason=%s", failure.getMessage());
              return started;
            });
  }

  /** What has been read so far. */
  private final class Reading {
    private final Instant started;
    private Instant asOf = Instant.EPOCH;
    private final Map<MarketTicker, Book> books = new HashMap<>();
    private boolean listed;
    private Money cash = Money.ZERO;
    private Optional<List<Flow>> flows = Optional.empty();
    private List<Fill> fills = List.of();
    private List<Settlement> settlements = List.of();
    private List<MarketRead> markets = List.of();

    Reading(Instant started) {
      this.started = started;
    }

    void asOf(Instant instant) {
      asOf = instant;
    }

    void positions(Optional<List<Payloads.MarketPosition>> rows) {
      listed = rows.isPresent();
      rows.stream()
          .flatMap(List::stream)
          .forEach(row -> books.put(new MarketTicker(row.ticker()), translator.book(row)));
    }

    /** A list that is left out may be an empty one, unless the positions are worth something. */
    void balance(Payloads.Balance reply) {
      if (!listed && reply.portfolioValue() != 0) {
        throw new IllegalArgumentException("Expected positions that are worth something.");
      }
      cash = Money.ofDollars(reply.balanceDollars());
    }

    AccountLoaded done() {
      return new AccountLoaded(
          asOf, started, books, cash, fills, settlements, markets, flows, clock.instant());
    }
  }
}
