package io.positionstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shipped, and as whom it runs. */
class PackagingTest {

  @Test
  void theImageHoldsTheBuiltServiceAndNothingOfTheRepository() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    String lastStage = lastStage();

    assertThat(ignored).contains(".git/", ".env", ".position-stream/");
    assertThat(lastStage.lines().filter(line -> line.startsWith("COPY")))
        .singleElement()
        .asString()
        .contains("--from=build", "--chown=root:root", "target/quarkus-app /app");
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

  private static String lastStage() throws IOException {
    String file = Files.readString(Path.of("docker/Dockerfile.jvm"));
    return file.substring(file.lastIndexOf("\nFROM ") + 1);
  }
}
