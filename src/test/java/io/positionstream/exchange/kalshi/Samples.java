package io.positionstream.exchange.kalshi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages as they were seen on the wire. */
final class Samples {

  private Samples() {}

  static String of(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/kalshi/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T of(String name, Class<T> type) {
    try {
      return Wire.JSON.readValue(of(name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
