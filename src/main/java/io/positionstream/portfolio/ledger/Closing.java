package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Contracts of one lot that were closed by one fill, or paid by the settlement.
 *
 * @param cycle number of the cycle it belongs to
 * @param side the side that was held
 * @param lot the fill that had opened them; empty when no known fill did: unmatched
 * @param fill what closed them; empty for the settlement
 * @param contracts above zero
 * @param cost what was released, by both methods
 * @param proceeds of a fill: a dollar a pair less what the closing side cost; of the settlement:
 *     the share of what was paid
 */
public record Closing(
    int cycle,
    Side side,
    Optional<TradeId> lot,
    Optional<TradeId> fill,
    Instant at,
    Contracts contracts,
    Cost cost,
    Money proceeds) {

  /** Proceeds less released cost, fees excluded. */
  public Optional<Money> realized(Method method) {
    return cost.by(method).map(proceeds::minus);
  }

  public boolean isUnmatched() {
    return lot.isEmpty();
  }
}
