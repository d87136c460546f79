package io.positionstream.exchange.kalshi;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Tells maintenance from failure: by what the exchange says of itself; by the clock, if it does not
 * answer or only trading is paused.
 */
final class Maintenance {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime FROM = LocalTime.of(3, 0);
  private static final LocalTime TO = LocalTime.of(5, 0);
  private static final String WEEKLY =
      "maintenance, every Thursday from 03:00 to 05:00 in New York";

  private Maintenance() {}

  /**
   * Why the exchange cannot be had, if that is maintenance.
   *
   * @param status what it says of itself; empty if it does not answer
   */
  static Optional<String> reason(Optional<MarketPayloads.ExchangeStatus> status, Instant now) {
    Optional<String> closed = status.filter(s -> !s.exchangeActive()).map(Maintenance::announced);
    boolean trading = status.filter(MarketPayloads.ExchangeStatus::tradingActive).isPresent();
    return closed.isEmpty() && !trading && isWeekly(now) ? Optional.of(WEEKLY) : closed;
  }

  private static String announced(MarketPayloads.ExchangeStatus status) {
    String end = status.exchangeEstimatedResumeTime();
    return end == null ? "maintenance" : "maintenance, expected to end at " + Refusal.shown(end);
  }

  private static boolean isWeekly(Instant now) {
    ZonedDateTime there = now.atZone(NEW_YORK);
    LocalTime time = there.toLocalTime();
    return there.getDayOfWeek() == DayOfWeek.THURSDAY && !time.isBefore(FROM) && time.isBefore(TO);
  }
}
