package io.positionstream.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the command line says: {@code --name=value}.
 *
 * @param workloads names in the order given
 */
record Options(java.util.List<String> workloads, Map<String, String> named) {

  static Options parse(String... arguments) {
    Map<String, String> named = new TreeMap<>();
    java.util.List<String> workloads = new java.util.ArrayList<>();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      if (!argument.startsWith("--")) {
        workloads.addAll(java.util.List.of(argument.split(",")));
      } else if (sign < 0) {
        named.put(argument.substring(2), "true");
      } else {
        named.put(argument.substring(2, sign), argument.substring(sign + 1));
      }
    }
    return new Options(java.util.List.copyOf(workloads), Map.copyOf(named));
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(named.get(name));
  }

  int number(String name, int otherwise) {
    return text(name).map(Integer::parseInt).orElse(otherwise);
  }

  boolean has(String name) {
    return named.containsKey(name);
  }
}
