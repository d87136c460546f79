package io.positionstream.engine;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * An account at an exchange that says nothing.
 *
 * @param clock what becomes of the times that are told along with its events
 * @param forgotten run when its key is given up
 */
record NowhereAccount(UnaryOperator<Multi<AccountEvent>> clock, Runnable forgotten)
    implements ExchangeAccount {

  NowhereAccount(UnaryOperator<Multi<AccountEvent>> clock) {
    this(clock, () -> {});
  }

  NowhereAccount() {
    this(time -> time);
  }

  @Override
  public void forget() {
    forgotten.run();
  }

  @Override
  public Multi<AccountEvent> inStep(Multi<AccountEvent> time) {
    return clock.apply(time);
  }

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom().nothing();
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
