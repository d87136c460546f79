package io.positionstream.simulator;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The query parameters of one request, checked as the exchange checks them: a {@link WireError}
 * with status 400.
 */
final class Query {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,15}");
  private final String operation;
  private final MultiMap parameters;

  /**
   * @param operation the name of the operation, which error messages carry
   */
  Query(String operation, MultiMap parameters) {
    this.operation = operation;
    this.parameters = parameters;
  }

  /** Empty also for an empty value. */
  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
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
}
