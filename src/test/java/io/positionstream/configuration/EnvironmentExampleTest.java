package io.positionstream.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void listsWhatTheServiceReadsAndNothingElse() throws IOException {
    Set<String> read = new TreeSet<>(READ_ELSEWHERE);
    Matcher used =
        Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)")
            .matcher(Files.readString(Path.of("src/main/resources/application.properties")));
    while (used.find()) {
      // A secret's NAME_FILE goes without saying: the head of the file says it once.
      if (!used.group(1).endsWith("_FILE")) {
        read.add(used.group(1));
      }
    }
    assertThat(listed()).isEqualTo(read);
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
