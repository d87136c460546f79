package io.positionstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped, and as whom it runs. */
class PackagingTest {

  @Test
  void theImageHoldsTheBuiltServiceAndNothingOfTheRepository() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    String lastStage = lastStage();

    assertThat(ignored).contains(".git/", ".env", ".position-stream/");
    assertThat(Files.readString(Path.of("docker/Dockerfile.jvm")).lines())
        .filteredOn(line -> line.startsWith("COPY --from=build"))
        .singleElement()
        .asString()
        .contains("--chown=root:root", "target/quarkus-app /app");
    assertThat(lastStage.lines().filter(line -> line.startsWith("COPY")))
        .singleElement()
        .asString()
        .contains("--from=train", "position-stream.aot");
  }

  /** The former must not meet in their service; the latter mostly wait, and would do so in turn. */
  @Test
  void integrationTestsShareTheServiceOfTheirJvmOrRunConcurrently() throws IOException {
    try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
      assertThat(tests.filter(test -> test.toString().endsWith("IT.java")))
          .isNotEmpty()
          .allSatisfy(
              test ->
                  assertThat(text(test).contains("\n@QuarkusTest\n"))
                      .isNotEqualTo(text(test).contains("\n@Execution(CONCURRENT)\n")));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theImageRunsAsAnUnprivilegedUser() throws IOException {
    assertThat(lastStage()).containsPattern("(?m)^USER [1-9]\\d*$");
    assertThat(Files.readString(Path.of("docker/compose.yaml"))).contains("read_only: true");
  }

  @Test
  void noSecretHasADefault() throws IOException {
    String compose = Files.readString(Path.of("docker/compose.yaml"));
    for (String secret : List.of("ENCRYPTION_SECRET_KEY", "JWT_SECRET_KEY", "POSTGRES_PASSWORD")) {
      assertThat(compose).contains("${" + secret + ":?");
    }
    assertThat(Files.readAllLines(Path.of(".env.example")))
        .contains("#ENCRYPTION_SECRET_KEY=", "#JWT_SECRET_KEY=", "#POSTGRES_PASSWORD=");
    assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
        .contains("${ENCRYPTION_SECRET_KEY:}", "${JWT_SECRET_KEY:}");
  }

  @Test
  void secretsAreLeftOutOfTheRepository() throws IOException {
    assertThat(Files.readAllLines(Path.of(".gitignore"))).contains(".env", ".position-stream/");
  }

  @Test
  void nothingIsTurnedOnForDebugging() throws IOException {
    assertThat(Files.readAllLines(Path.of("src/main/resources/application.properties")))
        .noneMatch(line -> line.matches("(%prod\\.)?quarkus\\.log\\.(level|min-level)=.*"))
        // Packaged so that it can be switched on; who does not ask for it is answered 404.
        .contains("web.swagger-ui=${SWAGGER_UI_ENABLED:false}")
        .noneMatch(
            line ->
                line.matches(
                    "(?!quarkus.swagger-ui).*(always-include|show-sql|sql=|jdwp|dev-ui).*=true"));
    assertThat(lastStage()).doesNotContain("jdwp").doesNotContain("JAVA_DEBUG");
  }

  /** Whoever builds has a registry of his own. */
  @Test
  void noLockFileNamesARegistry() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> locks =
          files
              .filter(file -> file.endsWith("package-lock.json"))
              .filter(file -> !file.toString().contains("node_modules"))
              .toList();
      assertThat(locks).hasSizeGreaterThanOrEqualTo(3);
      for (Path lock : locks) {
        assertThat(lock).content().doesNotContain("\"resolved\"").contains("\"integrity\"");
      }
    }
  }

  private static String lastStage() throws IOException {
    String file = Files.readString(Path.of("docker/Dockerfile.jvm"));
    return file.substring(file.lastIndexOf("\nFROM ") + 1);
  }
}
