package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every message of the exchange that we read, and the ways it may be written: what is on the wire,
 * and each component that must come out.
 */
final class SampleLines {

  private SampleLines() {}

  /** Prints as the reason it is there, which names the test. */
  record Line(JsonNode content) {

    /** What is on the wire. */
    JsonNode wire() {
      return content.required("wire");
    }

    /** All components of what is read. */
    JsonNode reads() {
      return content.required("reads");
    }

    String text(String field) {
      return content.required(field).asText();
    }

    long number(String field) {
      return content.required(field).asLong();
    }

    @Override
    public String toString() {
      return text("why");
    }
  }

  /** The lines of one file, in its order. */
  static List<Line> of(String name) {
    return text("samples/" + name + ".jsonl")
        .lines()
        .map(SampleLines::parsed)
        .map(Line::new)
        .toList();
  }

  /** A resource about the exchange. */
  static String text(String path) {
    try (InputStream in = SampleLines.class.getResourceAsStream("/kalshi/" + path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parsed(String json) {
    try {
      return Wire.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
