package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One kind of facts: how the exchange is asked for them and how they are stored.
 *
 * @param resumable whether the exchange can be asked for what is older than a moment
 * @param id by which the exchange names it
 */
record Past<T>(
    PastKind kind,
    boolean resumable,
    BiFunction<ExchangeAccount, Span, Multi<PastPage<T>>> read,
    Store<T> store,
    Function<T, String> id,
    Function<T, Instant> time) {

  /** Idempotent: stored rows stay what they are. */
  @FunctionalInterface
  interface Store<T> {
    Uni<Void> insert(SqlConnection sql, AccountId account, List<T> rows);
  }

  static List<Past<?>> kinds() {
    return List.of(fills(), settlements(), flows());
  }

  static Past<Fill> fills() {
    return new Past<>(
        PastKind.FILLS,
        true,
        ExchangeAccount::fills,
        FactTable::insertFills,
        fill -> fill.id().value(),
        Fill::time);
  }

  static Past<Settlement> settlements() {
    return new Past<>(
        PastKind.SETTLEMENTS,
        true,
        ExchangeAccount::settlements,
        FactTable::insertSettlements,
        paid -> paid.market().value(),
        Settlement::time);
  }

  static Past<Flow> flows() {
    return new Past<>(
        PastKind.FLOWS,
        false,
        (exchange, span) -> exchange.flows(),
        FlowTable::insert,
        Flow::id,
        Flow::time);
  }

  Backfill<T> of(AccountEngine engine, Backfill.Surroundings around) {
    return new Backfill<>(this, engine, around);
  }
}
