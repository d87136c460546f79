package io.positionstream.service;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service shows to Prometheus, read as a scraper reads it.
 *
 * @param labels by name of the metric and of the label, every value it has
 */
record Exposition(String text, Map<String, Map<String, Set<String>>> labels) {

  private static final Pattern SAMPLE = Pattern.compile("([a-z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Exposition read(String text) {
    Map<String, Map<String, Set<String>>> all = new TreeMap<>();
    for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw new AssertionError("no sample: " + line);
      }
      var known = all.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
      Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
      while (label.find()) {
        known.computeIfAbsent(label.group(1), l -> new HashSet<>()).add(label.group(2));
      }
    }
    return new Exposition(text, all);
  }

  boolean has(String metric) {
    return labels.containsKey(metric);
  }

  /** Every value that a label of a metric has; empty if there is no such metric or label. */
  Set<String> values(String metric, String label) {
    return labels.getOrDefault(metric, Map.of()).getOrDefault(label, Set.of());
  }

  /**
   * The sum of all samples of a metric that have these labels, written as Prometheus writes them.
   */
  double sum(String metric, String... matching) {
    return text.lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> List.of(matching).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
