package io.positionstream.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The JSON body of a control request. Its readers throw {@link Refusal} naming the field that is
 * wrong.
 */
final class ControlBody {
  private final JsonObject json;

  private ControlBody(JsonObject json) {
    this.json = json;
  }

  /** No text counts as an empty object. */
  static ControlBody of(String text) {
    try {
      return new ControlBody(text.isBlank() ? new JsonObject() : new JsonObject(text));
    } catch (DecodeException e) {
      throw Refusal.invalid("The body must be a JSON object.");
    }
  }

  Optional<String> text(String name) {
    return value(name, String.class, "a string");
  }

  Optional<Boolean> flag(String name) {
    return value(name, Boolean.class, "true or false");
  }

  Optional<Integer> integer(String name) {
    return value(name, Integer.class, "an integer");
  }

  Optional<Integer> integer(String name, int least, int most) {
    return whole(name, least, most).stream().mapToObj(Math::toIntExact).findFirst();
  }

  OptionalLong whole(String name, long least, long most) {
    Optional<Number> value = value(name, Number.class, "an integer");
    value
        .filter(n -> !(n instanceof Integer || n instanceof Long))
        .or(() -> value.filter(n -> n.longValue() < least || n.longValue() > most))
        .ifPresent(
            _ -> {
              throw Refusal.invalid(name + ": expected an integer from " + least + " to " + most);
            });
    return value.map(n -> OptionalLong.of(n.longValue())).orElse(OptionalLong.empty());
  }

  /** A number from 0 to 1; for chances, never for money. */
  Optional<Double> share(String name) {
    Optional<Double> value = value(name, Number.class, "a number").map(Number::doubleValue);
    value
        .filter(n -> !(n >= 0 && n <= 1))
        .ifPresent(
            _ -> {
              throw Refusal.invalid(name + ": expected a number from 0 to 1");
            });
    return value;
  }

  /** A list of texts. */
  Optional<List<String>> words(String name) {
    Optional<JsonArray> list = value(name, JsonArray.class, "a list of strings");
    list.filter(l -> !l.stream().allMatch(String.class::isInstance))
        .ifPresent(
            _ -> {
              throw Refusal.invalid(name + ": expected a list of strings");
            });
    return list.map(l -> l.stream().map(String.class::cast).toList());
  }

  /** A price from 0 to 1 dollar, as a decimal string with at most four decimals. */
  Optional<Price> price(String name) {
    return parsed(name, Price::of);
  }

  Optional<Contracts> contracts(String name) {
    return parsed(name, Contracts::of);
  }

  Optional<Dollars> dollars(String name) {
    return parsed(name, Dollars::of);
  }

  Optional<Instant> time(String name) {
    return parsed(name, Instant::parse);
  }

  Optional<String> ticker(String name) {
    Optional<String> ticker = text(name);
    ticker
        .filter(t -> !Tickers.isValid(t))
        .ifPresent(
            _ -> {
              throw Refusal.invalid(name + ": expected capital letters, digits, dots and dashes");
            });
    return ticker;
  }

  static <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> Refusal.invalid(name + ": is required"));
  }

  /** What a parser makes of a text. */
  <T> Optional<T> parsed(String name, Function<String, T> parser) {
    Optional<String> text = text(name);
    try {
      return text.map(parser);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.invalid(name + ": " + e.getMessage());
    }
  }

  private <T> Optional<T> value(String name, Class<T> type, String expected) {
    Object value = json.getValue(name);
    if (value != null && !type.isInstance(value)) {
      throw Refusal.invalid(name + ": expected " + expected);
    }
    return Optional.ofNullable(value).map(type::cast);
  }
}
