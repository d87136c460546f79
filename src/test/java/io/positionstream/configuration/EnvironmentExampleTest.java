package io.positionstream.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every variable the service reads stands in .env.example, with a line that says what it is. */
class EnvironmentExampleTest {

  /** Of Quarkus itself, and of compose. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "QUARKUS_HTTP_PORT",
          "QUARKUS_HTTP_HOST",
          "QUARKUS_PROFILE",
          "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
          "OTEL_SDK_DISABLED",
          "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
          "POSTGRES_PASSWORD");

  /** Wiring of ours that nobody is meant to change, each with its reason. */
  private static final Map<String, String> WIRING =
      Map.of(
          "database.embedded", "follows from DATABASE_URL",
          "secrets.generated", "is the profile demo's",
          "kalshi.environments.production.local", "production is elsewhere",
          "kalshi.environments.production.enabled", "a key says where it belongs",
          "kalshi.environments.demo.local", "so is the demo environment",
          "kalshi.environments.demo.enabled", "a key says where it belongs");

  @Test
  void listsWhatTheServiceReadsAndNothingElse() throws IOException {
    Set<String> read =
        EverySetting.all().values().stream()
            .filter(setting -> !isWiring(setting.key()))
            .map(EverySetting.Found::variable)
            // A secret's NAME_FILE goes without saying: the head of the file says it once.
            .filter(name -> !name.endsWith("_FILE"))
            .collect(Collectors.toCollection(TreeSet::new));
    read.addAll(NOT_OURS);

    assertThat(listed().keySet()).isEqualTo(read);
  }

  @Test
  void readsNothingBesideTheMappings() throws IOException {
    Set<String> mapped =
        EverySetting.all().values().stream()
            .map(EverySetting.Found::variable)
            .collect(Collectors.toSet());
    Matcher used =
        Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)")
            .matcher(Files.readString(Path.of("src/main/resources/application.properties")));
    while (used.find()) {
      assertThat(used.group(1)).matches(name -> mapped.contains(name) || NOT_OURS.contains(name));
    }
    try (var sources = Files.walk(Path.of("src/main/java"))) {
      // What belongs to Quarkus has no mapping of ours.
      assertThat(sources.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContainPattern("@ConfigProperty(?!\\(name = \"quarkus\\.)"));
    }
  }

  @Test
  void showsTheDefaultThatApplies() throws IOException {
    Map<String, String> listed = listed();

    assertThat(EverySetting.all().values())
        .filteredOn(setting -> listed.containsKey(setting.variable()))
        // Says what somebody who embeds it would get; ours comes from application.properties.
        .allSatisfy(
            setting ->
                assertThat(listed.get(setting.variable()))
                    .as(setting.variable())
                    .isEqualTo(shown(setting)));
  }

  /** An address that nobody has stands for none. */
  private static String shown(EverySetting.Found setting) {
    String fallback = setting.fallback().orElse("");
    return fallback.equals("255.255.255.255")
        ? ""
        : fallback.replace("${positionstream.home}", ".position-stream");
  }

  @Test
  void saysWhatEachVariableIs() throws IOException {
    String previous = "";
    for (String line : Files.readAllLines(Path.of(".env.example"))) {
      if (line.matches("#[A-Z][A-Z0-9_]+=.*")) {
        assertThat(previous).as("the line above %s", line).startsWith("# ");
      }
      previous = line;
    }
  }

  private static boolean isWiring(String key) {
    return WIRING.containsKey(key)
        || key.startsWith("kalshi.environments.simulator.")
        || key.startsWith("account.guests.");
  }

  /** What stands behind each variable. */
  private static Map<String, String> listed() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(".env.example"))) {
      Matcher variable = Pattern.compile("#([A-Z][A-Z0-9_]+)=(.*)").matcher(line);
      if (variable.matches()) {
        listed.put(variable.group(1), variable.group(2));
      }
    }
    return listed;
  }
}
