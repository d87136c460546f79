package io.positionstream.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as the public contract wants it: numbers from exact digits, never through floating
 * point; {@code null} for what is unknown; times in UTC with at most milliseconds.
 *
 * <p>Straight into one text, because this is what a tick costs: names must need no escape, and
 * digits are trusted.
 */
public final class JsonText {

  private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
  private static final int NANOS_A_MILLI = 1_000_000;

  private final StringBuilder out;

  private JsonText(StringBuilder out) {
    this.out = out;
  }

  /** Writes the fields of an object. */
  public interface Body {
    void write(JsonText json);
  }

  /** Writes the fields of the object that stands for one row. */
  @FunctionalInterface
  public interface Row<T> {
    void write(JsonText json, T row);
  }

  /** One JSON object with the fields that {@code body} writes. */
  public static String object(Body body) {
    StringBuilder out = new StringBuilder(768).append('{');
    body.write(new JsonText(out));
    return out.append('}').toString();
  }

  /** As clients read it. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public void text(String name, @Nullable String value) {
    field(name);
    value(value);
  }

  /**
   * @param digits a plain decimal
   */
  public void number(String name, String digits) {
    field(name).append(digits);
  }

  public void number(String name, Optional<String> digits) {
    field(name).append(digits.orElse("null"));
  }

  public void number(String name, long value) {
    field(name).append(value);
  }

  public void flag(String name, boolean value) {
    field(name).append(value);
  }

  public void flag(String name, Optional<Boolean> value) {
    field(name).append(value.map(String::valueOf).orElse("null"));
  }

  /** RFC 3339, UTC, at most milliseconds. */
  public void time(String name, Optional<Instant> at) {
    field(name);
    if (at.isPresent()) {
      time(at.get());
    } else {
      out.append("null");
    }
  }

  public void unknown(String name) {
    field(name).append("null");
  }

  /**
   * @param json a value, encoded
   */
  public void encoded(String name, String json) {
    field(name).append(json);
  }

  /** An object in this one; {@link #close} ends it. */
  public void open(String name) {
    field(name).append('{');
  }

  public void close() {
    out.append('}');
  }

  /** One array with an object for each row. */
  public <T> void list(String name, Iterable<? extends T> rows, Row<T> row) {
    field(name).append('[');
    for (T one : rows) {
      separate().append('{');
      row.write(this, one);
      out.append('}');
    }
    out.append(']');
  }

  /** One array of times. */
  public void times(String name, Iterable<Instant> times) {
    field(name).append('[');
    for (Instant at : times) {
      separate();
      time(at);
    }
    out.append(']');
  }

  private StringBuilder field(String name) {
    return separate().append('"').append(name).append("\":");
  }

  /** A text ends with its quote, so that a bracket at the end is one that was opened here. */
  private StringBuilder separate() {
    char last = out.charAt(out.length() - 1);
    return last == '{' || last == '[' ? out : out.append(',');
  }

  private void value(@Nullable String value) {
    if (value == null) {
      out.append("null");
      return;
    }
    out.append('"');
    ESCAPES.quoteAsString(value, out);
    out.append('"');
  }

  private void time(Instant at) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
    if (utc.getYear() < 1000 || utc.getYear() > 9999) {
      // Not four digits: seldom enough for the general form.
      out.append('"').append(at.truncatedTo(ChronoUnit.MILLIS)).append('"');
      return;
    }
    out.append('"').append(utc.getYear()).append('-');
    two(utc.getMonthValue()).append('-');
    two(utc.getDayOfMonth()).append('T');
    two(utc.getHour()).append(':');
    two(utc.getMinute()).append(':');
    two(utc.getSecond());
    int millis = at.getNano() / NANOS_A_MILLI;
    if (millis > 0) {
      out.append('.').append((char) ('0' + millis / 100));
      two(millis % 100);
    }
    out.append("Z\"");
  }

  private StringBuilder two(int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
