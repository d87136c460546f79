package io.positionstream.journal;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Totals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an account was worth.
 *
 * @param at the instant that the figures are of, to the database's microsecond
 * @param seq of the portfolio that they are taken from
 * @param atFact whether a fact made them so: then they are kept, else the newest of each minute is
 */
record Worth(
    AccountId account,
    Instant at,
    long seq,
    boolean atFact,
    Money cash,
    Totals totals,
    Money flows,
    Money unexplained) {

  Worth {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Empty while no cash is known. */
  static Optional<Worth> of(Portfolio portfolio, Instant at, boolean atFact) {
    return portfolio
        .cash()
        .map(
            cash ->
                new Worth(
                    portfolio.account(),
                    at,
                    portfolio.seq(),
                    atFact,
                    cash,
                    portfolio.totals(),
                    portfolio.flows(),
                    portfolio.unexplainedNow()));
  }

  /** Two of one instant in one: the newer figures, kept if either is. */
  Worth with(Worth newer) {
    boolean kept = atFact || newer.atFact;
    return new Worth(
        account, at, newer.seq, kept, newer.cash, newer.totals, newer.flows, newer.unexplained);
  }
}
