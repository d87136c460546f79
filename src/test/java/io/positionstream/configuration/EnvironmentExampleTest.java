package io.positionstream.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every variable the service reads stands in .env.example, with a line that says what it is. */
class EnvironmentExampleTest {

  /** Read by name in the code or by Quarkus itself, not through application.properties. */
  private static final Set<String> READ_ELSEWHERE =
      Set.of(
          "DATABASE_URL",
          "DATABASE_EMBEDDED_PORT",
          "POSITIONSTREAM_HOME",
          "QUARKUS_HTTP_PORT",
          "POSTGRES_PASSWORD");

  /**
   * Settings that are read by the name Quarkus derives from their key: login-limits.at-once, ...
   */
  private static final Map<String, String> MAPPED =
      Map.of(
          "LOGIN_LIMITS_", "io.positionstream.account.LoginLimitsConfig",
          "MARK_SAMPLES_", "io.positionstream.journal.MarkSamplesConfig",
          "RECONCILIATION_", "io.positionstream.journal.ReconciliationConfig",
          "RECORDING_", "io.positionstream.exchange.kalshi.RecordingConfig",
          "SESSION_", "io.positionstream.account.SessionConfig",
          "STATEMENT_", "io.positionstream.statement.StatementConfig",
          "STREAM_", "io.positionstream.stream.StreamConfig",
          "WEB_", "io.positionstream.web.WebConfig");

  @Test
  void listsWhatTheServiceReads() throws IOException {
    assertThat(listed()).containsAll(READ_ELSEWHERE).containsAll(named());
  }

  @Test
  void listsNothingElse() throws IOException, ClassNotFoundException {
    Set<String> read = named();
    read.addAll(READ_ELSEWHERE);
    for (var mapping : MAPPED.entrySet()) {
      for (Method setting : Class.forName(mapping.getValue()).getDeclaredMethods()) {
        String name = setting.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        read.add(mapping.getKey() + name);
      }
    }
    assertThat(read).containsAll(listed());
  }

  private static Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher used =
        Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)")
            .matcher(Files.readString(Path.of("src/main/resources/application.properties")));
    while (used.find()) {
      // A secret's NAME_FILE goes without saying: the head of the file says it once.
      if (!used.group(1).endsWith("_FILE")) {
        names.add(used.group(1));
      }
    }
    return names;
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

  private static Set<String> listed() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of(".env.example"))) {
      Matcher name = Pattern.compile("#([A-Z][A-Z0-9_]+)=.*").matcher(line);
      if (name.matches()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
