package io.positionstream.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.docker.Dockerfile.Instruction;
import io.positionstream.docker.Dockerfile.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What a linter would say of the files in docker/. */
class DockerFilesTest {

  private static final String JVM = "docker/Dockerfile.jvm";
  private static final String NATIVE = "docker/Dockerfile.native";
  private static final Path COMPOSE = Path.of("docker/compose.yaml");
  private static final Set<String> KNOWN =
      Set.of(
          "ARG",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "HEALTHCHECK",
          "RUN",
          "USER",
          "VOLUME",
          "WORKDIR");

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void everyInstructionIsKnownAndEveryBaseHasAVersion(String file) {
    Dockerfile dockerfile = Dockerfile.read(Path.of(file));
    for (Stage stage : dockerfile.stages()) {
      assertThat(stage.instructions()).extracting(Instruction::keyword).isSubsetOf(KNOWN);
      if (dockerfile.stage(stage.base()).isEmpty()) {
        assertThat(stage.base())
            .matches("(\\$\\{IMAGES}/)?[a-z0-9./-]+:[a-z0-9.-]*[0-9][a-z0-9.-]*");
        assertThat(stage.base()).doesNotContain("latest");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void whatIsCopiedExistsOrIsMadeByAnEarlierStage(String file) {
    Dockerfile dockerfile = Dockerfile.read(Path.of(file));
    for (int i = 0; i < dockerfile.stages().size(); i++) {
      List<Stage> earlier = dockerfile.stages().subList(0, i);
      for (Instruction copy : dockerfile.stages().get(i).all("COPY")) {
        String from = copy.flags().get("from");
        String source = copy.words().getFirst();
        if (from == null) {
          assertThat(Path.of(source)).exists();
        } else {
          // Another image is named with its version.
          assertThat(
                  from.matches("[a-z/-]+:[0-9].*")
                      || earlier.stream()
                          .anyMatch(stage -> stage.name().filter(from::equals).isPresent()))
              .as(from)
              .isTrue();
          assertThat(source).startsWith("/");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void theServiceRunsUnprivilegedOnFilesItCannotChange(String file) {
    Dockerfile dockerfile = Dockerfile.read(Path.of(file));
    Stage last = dockerfile.last();
    List<String> order = last.instructions().stream().map(Instruction::keyword).toList();

    assertThat(last.only("USER").arguments()).matches("[1-9][0-9]{3,}");
    assertThat(order.indexOf("USER")).isLessThan(order.indexOf("ENTRYPOINT"));
    assertThat(last.only("VOLUME").arguments()).isEqualTo("/data");
    assertThat(dockerfile.whole(last))
        .filteredOn(i -> i.keyword().equals("COPY"))
        .isNotEmpty()
        .allMatch(copy -> "root:root".equals(copy.flags().get("chown")));
    assertThat(last.only("ENTRYPOINT").exec()).doesNotContain("sh", "bash");
    assertThat(last.only("HEALTHCHECK").exec().getFirst()).isEqualTo("bash");
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void whereThePageIsBuiltThereIsNode(String file) {
    assertThat(Dockerfile.read(Path.of(file)).stages())
        .filteredOn(
            stage -> stage.all("RUN").stream().anyMatch(i -> i.arguments().contains("mvnw")))
        .isNotEmpty()
        .allSatisfy(
            stage ->
                assertThat(stage.all("COPY"))
                    .anyMatch(copy -> copy.arguments().contains("/usr/local/bin/node"))
                    .anyMatch(copy -> copy.arguments().contains("node_modules/npm")));
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void noSecretIsBakedIn(String file) {
    for (Stage stage : Dockerfile.read(Path.of(file)).stages()) {
      for (String keyword : List.of("ENV", "ARG")) {
        assertThat(stage.all(keyword))
            .noneMatch(i -> i.arguments().matches("(?i).*(secret|password|token|_key).*"));
      }
    }
  }

  @Test
  void theTrainingHasTheFlagsOfTheServiceThatMatterToItsCache() throws IOException {
    String training = Files.readString(Path.of("docker/train"));
    List<String> entrypoint = Dockerfile.read(Path.of(JVM)).last().only("ENTRYPOINT").exec();

    assertThat(entrypoint).contains("-XX:AOTCache=/app/position-stream.aot");
    assertThat(entrypoint)
        .filteredOn(flag -> flag.startsWith("-XX:+Use"))
        .isNotEmpty()
        .allMatch(training::contains);
  }

  @Test
  void composeWantsEverySecretAndEveryVariableIsExplained() throws IOException {
    String compose = Files.readString(COMPOSE);
    Set<String> variables = new TreeSet<>();
    Set<String> required = new TreeSet<>();
    Matcher variable = Pattern.compile("\\$\\{([A-Z_]+)(:\\?)?").matcher(compose);
    while (variable.find()) {
      variables.add(variable.group(1));
      if (variable.group(2) != null) {
        required.add(variable.group(1));
      }
    }

    assertThat(required)
        .containsExactlyInAnyOrder("ENCRYPTION_SECRET_KEY", "JWT_SECRET_KEY", "POSTGRES_PASSWORD");
    List<String> explained = Files.readAllLines(Path.of(".env.example"));
    assertThat(variables)
        .allMatch(name -> explained.stream().anyMatch(line -> line.startsWith("#" + name + "=")));
  }

  @Test
  void noSecretIsPutIntoAnAddress() throws IOException {
    // A slash in a password would end the host.
    assertThat(Files.readString(COMPOSE)).doesNotContainPattern("://\\S*\\$\\{");
  }

  @Test
  @SuppressWarnings("unchecked")
  void composeRunsWhatTheDockerfileMakesWithNothingToWriteButItsHome() throws IOException {
    Map<String, Object> compose = new Yaml().load(Files.readString(COMPOSE));
    Map<String, Map<String, Object>> services =
        (Map<String, Map<String, Object>>) compose.get("services");
    Map<String, Object> service = services.get("position-stream");
    Map<String, String> build = (Map<String, String>) service.get("build");

    assertThat(COMPOSE.getParent().resolve(build.get("context")).resolve(build.get("dockerfile")))
        .exists();
    assertThat(service)
        .containsEntry("read_only", true)
        .containsEntry("tmpfs", List.of("/tmp"))
        .containsEntry("volumes", List.of("home:/data"))
        .containsEntry("cap_drop", List.of("ALL"));
    assertThat((Map<String, Object>) compose.get("volumes")).containsOnlyKeys("home", "postgres");
    assertThat((List<String>) service.get("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    List<String> images = new ArrayList<>();
    services.values().stream()
        .filter(s -> s.containsKey("image"))
        .forEach(s -> images.add((String) s.get("image")));
    assertThat(images).isNotEmpty().allMatch(image -> image.matches("[a-z/-]+:[0-9.]+"));
  }
}
