package io.positionstream.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request to the exchange, from wherever it came.
 *
 * @param method in capital letters
 * @param target path and query as they were sent
 * @param headers by name, in any case
 */
record Call(String method, String target, Map<String, String> headers) {

  Call {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }

  /** The target without its query: what a signature covers. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** What follows the question mark; empty without one. */
  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }
}
