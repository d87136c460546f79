package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list. A cursor names the last item of its page by a sort key, so that items which
 * come or go meanwhile neither repeat nor hide others; what is no cursor of ours begins at page
 * one.
 *
 * @param cursor of the next page; empty on the last
 */
record Page<T>(List<T> items, String cursor) {
  private static final String MARK = "p1:";

  Page {
    items = List.copyOf(items);
  }

  /**
   * @param all in ascending order of {@code key}
   */
  static <T> Page<T> of(List<T> all, Function<T, String> key, Optional<String> cursor, int limit) {
    String after = cursor.flatMap(Page::decode).orElse("");
    List<T> rest =
        all.stream()
            .filter(item -> key.apply(item).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    if (rest.size() <= limit) {
      return new Page<>(rest, "");
    }
    return new Page<>(rest.subList(0, limit), encode(key.apply(rest.get(limit - 1))));
  }

  /** A key that sorts higher numbers first. */
  static String newestFirst(long number) {
    return String.format(java.util.Locale.ROOT, "%019d", Long.MAX_VALUE - number);
  }

  JsonObject json(String name, Function<T, JsonObject> item) {
    JsonArray array = new JsonArray();
    items.forEach(i -> array.add(item.apply(i)));
    return new JsonObject().put(name, array).put("cursor", cursor);
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return text.startsWith(MARK) ? Optional.of(text.substring(MARK.length())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
