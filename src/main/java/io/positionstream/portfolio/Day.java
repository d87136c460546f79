package io.positionstream.portfolio;

import java.time.Instant;

/**
 * What today's profit is measured against.
 *
 * @param since the start of the day, or the first value known when that came later
 * @param base total value then
 */
public record Day(Instant since, Money base) {}
