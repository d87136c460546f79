/**
 * The ledger: what the fills of a market prove about it. Lots, closings, cycles from flat to flat,
 * profit by average cost and by FIFO; and how each figure that the exchange tells is made of them.
 *
 * <p>Pure: no threads, no clock, no I/O. What the known fills do not prove is said to be unknown,
 * never guessed.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.portfolio.ledger;
