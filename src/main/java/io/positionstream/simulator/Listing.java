package io.positionstream.simulator;

import java.time.Instant;

/**
 * What is fixed about a market when it is listed.
 *
 * @param taped whether its prices come from the recorded tape, which then also decides when it
 *     closes
 */
record Listing(
    String ticker,
    String eventTicker,
    String title,
    String yesSubTitle,
    Instant listedAt,
    Instant opens,
    boolean taped) {}
