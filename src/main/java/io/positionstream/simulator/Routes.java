package io.positionstream.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what answers a method and a path. A segment that begins with a colon takes any text; the
 * route added first wins.
 */
final class Routes<T> {
  private record Route<T>(String method, List<String> segments, T target) {}

  /**
   * What was found.
   *
   * @param path the texts in the places of the colons, by name
   */
  record Found<T>(T target, Map<String, String> path) {}

  private final List<Route<T>> routes = new ArrayList<>();

  void add(String method, String path, T target) {
    routes.add(new Route<>(method, segments(path), target));
  }

  Optional<Found<T>> find(String method, String path) {
    List<String> segments = segments(path);
    for (Route<T> route : routes) {
      Optional<Map<String, String>> names =
          route.method().equals(method) ? match(route.segments(), segments) : Optional.empty();
      if (names.isPresent()) {
        return Optional.of(new Found<>(route.target(), names.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).startsWith(":")) {
        names.put(pattern.get(i).substring(1), segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
