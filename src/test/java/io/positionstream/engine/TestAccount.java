package io.positionstream.engine;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An account to which happens what a test wants, with an engine that folds it. */
public final class TestAccount implements ExchangeAccount {

  public static final Instant T0 = Instant.parse("2026-07-06T12:00:00Z");

  private final UnicastProcessor<AccountEvent> events = UnicastProcessor.create();
  private final AccountEngine engine;
  private int happened;

  public TestAccount() {
    this(new UUID(0, 1));
  }

  public TestAccount(UUID id) {
    engine = TestEngine.follow(new AccountId(id), this, Multi.createFrom().nothing(), T0);
    events.onNext(
        new AccountEvent.AccountLoaded(
            T0, T0, Map.of(), Money.ofDollars("100000"), List.of(), List.of(), List.of(), T0));
  }

  public AccountEngine engine() {
    return engine;
  }

  /** Buys one contract. */
  public void fill(String market) {
    Instant at = next();
    events.onNext(
        new AccountEvent.Filled(
            new Fill(
                new TradeId("t" + happened),
                new MarketTicker(market),
                Side.YES,
                Contracts.of("1"),
                Price.ofDollars("0.5"),
                Money.ZERO,
                true,
                at,
                Optional.empty()),
            at));
  }

  public void quote(String market, int cents) {
    Instant at = next();
    Contracts size = Contracts.of("10");
    Price bid = new Price(cents * 100L);
    events.onNext(
        new AccountEvent.Quoted(
            new MarketTicker(market),
            new Quote(bid, size, new Price(cents * 100L + 100), size, bid, at),
            at));
  }

  public void stop() {
    TestEngine.stop(engine, next());
  }

  private Instant next() {
    return T0.plusMillis(++happened);
  }

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return events;
  }

  @Override
  public Multi<PastPage<Fill>> fills(Span span) {
    return Multi.createFrom().empty();
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
}
