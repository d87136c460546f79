package io.positionstream.configuration;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All settings of all mappings, found in the classes, with what application.properties says. */
final class EverySetting {

  private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
  private static final Pattern BOUND = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?::(.*))?}");

  /** Of maps: which names there are, application.properties says. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "kalshi.environments", List.of("production", "demo", "simulator"),
          "account.guests", List.of("simulator"));

  /**
   * One leaf of a mapping.
   *
   * @param variable the environment variable that sets it
   * @param fallback what it is without one
   */
  record Found(String key, Method method, String variable, Optional<String> fallback) {}

  /** Reading all classes takes seconds. */
  private static final Map<String, Found> ALL = Collections.unmodifiableMap(find());

  private EverySetting() {}

  /** By key. */
  static Map<String, Found> all() {
    return ALL;
  }

  private static Map<String, Found> find() {
    Map<String, Found> all = new TreeMap<>();
    for (JavaClass type : new ClassFileImporter().importPath("target/classes")) {
      if (type.isAnnotatedWith(ConfigMapping.class)) {
        Class<?> mapping = type.reflect();
        leaves(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, all);
      }
    }
    return all;
  }

  private static void leaves(String prefix, Class<?> group, Map<String, Found> all) {
    for (Method method : group.getDeclaredMethods()) {
      String key = prefix + "." + dashed(method.getName());
      Class<?> type = method.getReturnType();
      if (type == Map.class) {
        Class<?> below = inner(group, method);
        NAMES.get(key).forEach(name -> leaves(key + "." + name, below, all));
      } else if (type.getEnclosingClass() != null && type.isInterface()) {
        leaves(key, type, all);
      } else {
        all.put(key, found(key, method));
      }
    }
  }

  private static Class<?> inner(Class<?> group, Method method) {
    String name = method.getGenericReturnType().getTypeName();
    return Stream.of(group.getDeclaredClasses())
        .filter(type -> name.contains(type.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static Found found(String key, Method method) {
    Optional<String> written = Optional.ofNullable(written().get(key));
    Matcher bound = BOUND.matcher(written.orElse(""));
    if (bound.matches()) {
      return new Found(key, method, bound.group(1), filled(bound.group(2)));
    }
    WithDefault standard = method.getAnnotation(WithDefault.class);
    return new Found(
        key,
        method,
        key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
        written.or(() -> Optional.ofNullable(standard).map(WithDefault::value)));
  }

  private static Optional<String> filled(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  /** Of no profile. */
  private static Map<String, String> written() {
    Map<String, String> written = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(PROPERTIES)) {
        int equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith("#") && !line.startsWith("%")) {
          written.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written;
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
