package io.positionstream.golden;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A golden scenario: what the exchange does, step by step, and the JSON that clients must see. Unit
 * tests fold it, integration tests play it on the simulator.
 */
public record Scenario(String name, JsonNode file) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** All scenarios, in the order of their numbers. */
  public static List<Scenario> all() {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      return files.sorted().map(Scenario::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario read(Path path) {
    try {
      return new Scenario(
          path.getFileName().toString().replace(".json", ""), JSON.readTree(path.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  public JsonNode market() {
    return file.get("market");
  }

  public String ticker() {
    return market().get("market_ticker").asText();
  }

  public String cash() {
    return file.get("cash_dollars").asText();
  }

  /** Each step is an object with one field: its name and what it needs. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    file.get("steps")
        .forEach(step -> steps.add(new Step(step.fieldNames().next(), step.iterator().next())));
    return steps;
  }

  public record Step(String kind, JsonNode body) {}

  /**
   * Where {@code actual} lacks or contradicts what is expected; empty when it agrees. More fields
   * are fine, more array elements are not. Numbers are compared by value.
   */
  public static List<String> differences(String at, JsonNode expected, JsonNode actual) {
    List<String> found = new ArrayList<>();
    if (actual == null) {
      found.add(at + ": expected " + expected + ", found nothing");
    } else if (expected.isObject()) {
      for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        found.addAll(differences(at + "." + name, expected.get(name), actual.get(name)));
      }
    } else if (expected.isArray()) {
      if (expected.size() != actual.size()) {
        found.add(at + ": expected " + expected.size() + " elements, found " + actual);
      }
      for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
        found.addAll(differences(at + "[" + i + "]", expected.get(i), actual.get(i)));
      }
    } else if (!same(expected, actual)) {
      found.add(at + ": expected " + expected + ", found " + actual);
    }
    return found;
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    return expected.isNumber() && actual.isNumber()
        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
        : expected.equals(actual);
  }

  @Override
  public String toString() {
    return name;
  }
}
