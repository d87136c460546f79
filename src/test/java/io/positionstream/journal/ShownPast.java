package io.positionstream.journal;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An exchange that shows a past of {@link #DAYS} fills, one a day, and remembers what it was asked
 * for.
 */
final class ShownPast implements ExchangeAccount {

  static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00Z");
  static final int DAYS = 50;
  static final int PAGE = 10;

  final List<Span> asked = Collections.synchronizedList(new ArrayList<>());
  volatile int newer;
  volatile Set<String> odd = Set.of();

  /** From this row on, so many as half a page have the same time. */
  volatile int oneMoment = Integer.MAX_VALUE;

  /** This row and older ones are in the archive, and half a page of newer ones by now, too. */
  volatile int archivedFrom = DAYS;

  volatile int silentAfter = Integer.MAX_VALUE;
  volatile int failsAfter = Integer.MAX_VALUE;
  volatile ExchangeFailure failure = new ExchangeFailure.TimedOut("");

  void failAfter(int pages, ExchangeFailure with) {
    failsAfter = pages;
    failure = with;
  }

  @Override
  public Multi<PastPage<Fill>> fills(Span span) {
    asked.add(span);
    int moved = archivedFrom == DAYS ? DAYS : archivedFrom - PAGE / 2;
    Multi<PastPage<Fill>> pages =
        Multi.createBy()
            .concatenating()
            .streams(
                pages(span, IntStream.range(-newer, archivedFrom)),
                pages(span, IntStream.range(moved, DAYS)));
    if (failsAfter < Integer.MAX_VALUE) {
      Multi<PastPage<Fill>> some = pages.select().first(failsAfter);
      boolean lasting = failure instanceof ExchangeFailure.NotFound;
      failsAfter = lasting ? failsAfter : Integer.MAX_VALUE;
      return Multi.createBy().concatenating().streams(some, Multi.createFrom().failure(failure));
    }
    return silentAfter < Integer.MAX_VALUE
        ? Multi.createBy()
            .concatenating()
            .streams(pages.select().first(silentAfter), Multi.createFrom().nothing())
        : pages;
  }

  private Multi<PastPage<Fill>> pages(Span span, IntStream days) {
    List<Fill> rows =
        days.mapToObj(this::fill)
            .filter(fill -> !fill.time().isBefore(span.from()))
            .filter(fill -> !fill.time().isAfter(span.until()))
            .toList();
    return Multi.createFrom().iterable(rows).group().intoLists().of(PAGE).map(this::read);
  }

  private PastPage<Fill> read(List<Fill> page) {
    return new PastPage<>(
        page.stream().filter(fill -> !odd.contains(fill.id().value())).toList(),
        page.stream().map(fill -> fill.id().value()).filter(odd::contains).toList());
  }

  private Fill fill(int before) {
    boolean same = before >= oneMoment && before < oneMoment + PAGE / 2;
    return new Fill(
        new TradeId("t" + before),
        new MarketTicker("KXOLD-1-A"),
        Side.YES,
        Contracts.of("1"),
        Price.ofDollars("0.5"),
        Money.ZERO,
        true,
        day(same ? oneMoment : before),
        Optional.empty());
  }

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom().nothing();
  }

  @Override
  public Multi<PastPage<Settlement>> settlements(Span span) {
    return Multi.createFrom().empty();
  }

  @Override
  public Multi<PastPage<Flow>> flows() {
    return Multi.createFrom().empty();
  }

  @Override
  public Uni<Instant> archivedBefore() {
    return Uni.createFrom().item(Instant.EPOCH);
  }

  /** When the fill so many days before the newest one was executed. */
  static Instant day(int before) {
    return NEWEST.minusSeconds(86_400L * before);
  }
}
