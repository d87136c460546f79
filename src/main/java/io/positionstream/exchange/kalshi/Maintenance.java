package io.positionstream.exchange.kalshi;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Tells maintenance from failure: by what the exchange says of itself, else by the clock. */
final class Maintenance {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime FROM = LocalTime.of(3, 0);
  private static final LocalTime TO = LocalTime.of(5, 0);

  private Maintenance() {}

  /**
   * Why the exchange cannot be had, if that is maintenance.
   *
   * @param status what it says of itself; empty if it does not answer
   */
  static Optional<String> reason(Optional<Payloads.ExchangeStatus> status, Instant now) {
    if (status.isPresent()) {
      return status
          .filter(s -> !s.exchangeActive())
          .map(s -> Optional.ofNullable(s.exchangeEstimatedResumeTime()))
          .map(end -> "maintenance" + end.map(time -> ", expected to end at " + time).orElse(""));
    }
    return isWeekly(now)
        ? Optional.of("maintenance, every Thursday from 03:00 to 05:00 in New York")
        : Optional.empty();
  }

  private static boolean isWeekly(Instant now) {
    ZonedDateTime there = now.atZone(NEW_YORK);
    LocalTime time = there.toLocalTime();
    return there.getDayOfWeek() == DayOfWeek.THURSDAY && !time.isBefore(FROM) && time.isBefore(TO);
  }
}
