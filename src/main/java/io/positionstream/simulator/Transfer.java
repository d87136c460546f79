package io.positionstream.simulator;

import java.time.Instant;

/**
 * Money that came into an account or left it.
 *
 * @param amount whole cents; negative for a withdrawal
 */
record Transfer(long number, String id, Dollars amount, Instant at) {}
