package io.positionstream.portfolio.ledger;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Contracts of one fill that are still open.
 *
 * @param fill what opened it, and names it: a fill opens one lot at most; empty when that was
 *     before the first known fill, as are time and price then
 * @param contracts what is left, above zero; the oldest lot is closed first, by either method
 * @param price of the side held
 * @param cost by FIFO its own price x contracts; by average cost its share of what all open
 *     contracts cost, such that the lots add up to it
 */
public record Lot(
    Optional<TradeId> fill,
    Optional<Instant> openedAt,
    Side side,
    Contracts contracts,
    Optional<Price> price,
    Cost cost) {}
