package io.positionstream.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics, labels and values that an expression names; knows as much PromQL as we write. */
final class PromQl {

  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(\\(|\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|=|!=|!~)\\s*\"([^\"]*)\"");
  private static final Set<String> WORDS = Set.of("and", "or", "unless");

  /** Given by Prometheus itself, or a variable of the dashboard. */
  private static final Set<String> SCRAPERS = Set.of("job", "instance");

  /** Of every target, by Prometheus itself. */
  private static final Set<String> OF_TARGETS = Set.of("up");

  private PromQl() {}

  /** The metrics that an expression names, those of Prometheus itself left out. */
  static Set<String> metrics(String expression) {
    return named(expression).keySet();
  }

  /** What in the expression would find nothing, each as a sentence. */
  static List<String> faults(String expression, Exposition service) {
    List<String> faults = new ArrayList<>();
    Map<String, Map<String, String>> named = named(expression);
    if (named.isEmpty() && OF_TARGETS.stream().noneMatch(expression::startsWith)) {
      faults.add("no metric in: " + expression);
    }
    named.forEach(
        (metric, matchers) -> {
          if (!service.has(metric)) {
            faults.add("no metric " + metric);
          } else {
            matchers.forEach(
                (label, value) -> faults.addAll(faults(metric, label, value, service)));
          }
        });
    for (String label : grouped(expression)) {
      if (named.keySet().stream().allMatch(m -> service.values(m, label).isEmpty())) {
        faults.add("no label " + label + " in: " + expression);
      }
    }
    return faults;
  }

  private static List<String> faults(
      String metric, String label, String value, Exposition service) {
    Set<String> known = service.values(metric, label);
    if (known.isEmpty()) {
      return List.of("no label " + label + " at " + metric);
    }
    // Statuses of requests come as they happen; ours are all there from the start.
    return metric.startsWith("http_")
        ? List.of()
        : Arrays.stream(value.split("\\|"))
            .filter(wanted -> !known.contains(wanted))
            .map(wanted -> "no " + label + "=" + wanted + " at " + metric)
            .toList();
  }

  private static List<String> grouped(String expression) {
    List<String> labels = new ArrayList<>();
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      Arrays.stream(grouping.group(1).split(","))
          .map(String::strip)
          .filter(label -> !SCRAPERS.contains(label))
          .forEach(labels::add);
    }
    return labels;
  }

  private static Map<String, Map<String, String>> named(String expression) {
    Map<String, Map<String, String>> named = new TreeMap<>();
    String bare = GROUPING.matcher(expression).replaceAll("").replaceAll("\\[[^]]*]", "");
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      boolean function =
          "(".equals(name.group(2))
              || WORDS.contains(name.group(1))
              || OF_TARGETS.contains(name.group(1));
      // "sum by (x) (…)" has lost its "by (x)": a function, too.
      if (!function && !bare.substring(name.end()).stripLeading().startsWith("(")) {
        var matchers = named.computeIfAbsent(name.group(1), n -> new TreeMap<>());
        Matcher matcher = MATCHER.matcher(name.group(3) == null ? "" : name.group(3));
        while (matcher.find()) {
          if (!SCRAPERS.contains(matcher.group(1))) {
            matchers.put(matcher.group(1), matcher.group(3));
          }
        }
      }
    }
    return named;
  }
}
