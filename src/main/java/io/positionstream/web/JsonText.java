package io.positionstream.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes JSON as the public contract wants it: numbers from exact digits, never through floating
 * point; {@code null} for what is unknown; times in UTC with at most milliseconds.
 */
public final class JsonText {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Writes the fields of an object. */
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** One JSON object with the fields that {@code body} writes. */
  public static String object(Body body) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toString();
  }

  /** Writes the fields of the object that stands for one row. */
  @FunctionalInterface
  public interface Row<T> {
    void write(JsonGenerator json, T row) throws IOException;
  }

  /** One array with an object for each row. */
  public static <T> void list(
      JsonGenerator json, String name, Iterable<? extends T> rows, Row<T> row) throws IOException {
    json.writeArrayFieldStart(name);
    for (T one : rows) {
      json.writeStartObject();
      row.write(json, one);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** As clients read it. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** {@code digits} is a plain decimal. */
  public static void number(JsonGenerator json, String name, String digits) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(digits);
  }

  public static void number(JsonGenerator json, String name, Optional<String> digits)
      throws IOException {
    if (digits.isPresent()) {
      number(json, name, digits.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** RFC 3339, UTC, at most milliseconds. */
  public static void time(JsonGenerator json, String name, Optional<Instant> at)
      throws IOException {
    if (at.isPresent()) {
      json.writeStringField(name, at.get().truncatedTo(ChronoUnit.MILLIS).toString());
    } else {
      json.writeNullField(name);
    }
  }
}
