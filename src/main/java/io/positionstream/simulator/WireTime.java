package io.positionstream.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** How the wire writes instants. */
final class WireTime {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** UTC with up to six fractional digits, trailing zeros trimmed. */
  static String rfc3339(Instant instant) {
    return RFC_3339.format(instant);
  }

  /** The value of an HTTP {@code Date} header. */
  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }
}
