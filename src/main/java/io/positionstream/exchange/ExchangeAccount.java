package io.positionstream.exchange;

import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * One account at an exchange, opened with a key. Holds what signs its requests and not the key's
 * text, so that a running service keeps no more of a secret than it uses. Thread-safe.
 */
public interface ExchangeAccount {

  /**
   * Everything that happens to the account, for as long as somebody listens: connects, loads,
   * listens, reconnects for ever. Each connection begins with {@code LineChanged}, then one {@code
   * AccountLoaded}; live events follow in order. It never fails and never completes; a refused key
   * ends the attempts with {@code LineChanged(Rejected)}. Cancelling closes the line.
   *
   * <p>Cold: each subscription is a line of its own. Events come one at a time, on event loops; the
   * listener must not block.
   *
   * @param fillsFrom the first load reads fills from here on; {@link Instant#EPOCH} is all of them
   */
  Multi<AccountEvent> events(Instant fillsFrom);

  /**
   * Executions of this span, newest page first, archived ones included. One that moves to the
   * archive while it is read may come twice: tell them apart by their trade id. Fails with {@link
   * ExchangeFailure} after the pages that could be read; with {@code NotFound} or {@code
   * KeyRestricted} when the exchange does not show the rest.
   */
  Multi<PastPage<Fill>> fills(Span span);

  /** Settlements of this span, newest page first; fails as {@link #fills} does. */
  Multi<PastPage<Settlement>> settlements(Span span);

  /**
   * Deposits and withdrawals that have reached the balance, all there are; fails as {@link #fills}
   * does. Nothing but the primary account has any.
   */
  Multi<PastPage<Flow>> flows();

  /** Executions before this moment are in the exchange's archive. */
  Uni<Instant> archivedBefore();

  /**
   * The passing of time as whoever follows {@link #events} is to hear it. A recorded account tells
   * it in step with its events, so that the recording knows what came first.
   */
  default Multi<AccountEvent> inStep(Multi<AccountEvent> time) {
    return time;
  }

  /**
   * Shown the account as it was made of what this told: first as it was before, then after every
   * event, on the thread that brought it. Must not block.
   */
  default void shown(Portfolio account) {}

  /**
   * Gives up what signs, whoever still refers to this account: what is asked from now on fails with
   * {@link ExchangeFailure.UnusableKey}.
   */
  default void forget() {}
}
