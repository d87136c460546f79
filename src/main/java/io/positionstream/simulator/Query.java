package io.positionstream.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The parameters of one request, those of its query checked as the exchange checks them: a {@link
 * WireError} with status 400.
 */
final class Query {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,15}");
  private final String operation;
  private final Map<String, String> path;
  private final Map<String, List<String>> parameters;

  /**
   * @param operation the name of the operation, which error messages carry
   * @param path what stands in the variable parts of the path
   * @param query as it was sent, without its question mark
   */
  Query(String operation, Map<String, String> path, String query) {
    this.operation = operation;
    this.path = path;
    this.parameters = parse(query);
  }

  /** A variable part of the path. */
  String path(String name) {
    return path.getOrDefault(name, "");
  }

  /** The first value; empty also for an empty one. */
  Optional<String> text(String name) {
    return every(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** All values of a parameter that may be repeated. */
  List<String> every(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** The values of a comma list; empty when it is not given. */
  List<String> list(String name) {
    return text(name).map(value -> List.of(value.split(",", -1))).orElse(List.of());
  }

  OptionalLong number(String name) {
    Optional<String> value = text(name);
    value
        .filter(v -> !INTEGER.matcher(v).matches())
        .ifPresent(
            _ -> {
              throw error("field '" + name + "' must be an integer");
            });
    return value.map(v -> OptionalLong.of(Long.parseLong(v))).orElse(OptionalLong.empty());
  }

  boolean flag(String name) {
    return text(name).map("true"::equals).orElse(false);
  }

  /** One of the given words, or empty. */
  Optional<String> oneOf(String name, List<String> words) {
    Optional<String> value = text(name);
    value
        .filter(v -> !words.contains(v))
        .ifPresent(
            _ -> {
              throw error("field '" + name + "' must be one of " + String.join(", ", words));
            });
    return value;
  }

  /** The page size: refused, not clamped, above its maximum. */
  int limit(int standard, int maximum) {
    long limit = number("limit").orElse(standard);
    if (limit < 1 || limit > maximum) {
      throw error("field 'limit' must be from 1 to " + maximum);
    }
    return (int) limit;
  }

  Optional<String> cursor() {
    return text("cursor");
  }

  WireError error(String reason) {
    return WireError.badParameter(operation, reason);
  }

  private static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> found = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        found.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return found;
  }

  /** What cannot be decoded stays as it is. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
