package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.positionstream.docker.Dockerfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;

/**
 * What docker/Dockerfile.jvm does, without Docker: the packaged jar in /app, trained and run by an
 * unprivileged user on a read-only file system where only /data and /tmp can be written.
 */
@Timeout(300)
@Execution(CONCURRENT)
class DockerStepsIT {

  private static final Dockerfile IMAGE = Dockerfile.read(Path.of("docker/Dockerfile.jvm"));
  private static final String USER = IMAGE.last().only("USER").arguments();
  private static final String KEY = "uQ3k0Yb5vJm2Rz8TtWc1nXh7LpEa4GdS6oViFyKqBwM=";

  private static final String PATH =
      Path.of(System.getProperty("java.home"), "bin") + ":/usr/sbin:/usr/bin:/sbin:/bin";

  private final int port = Service.freePort();
  private Path root;

  @BeforeEach
  void anImage() throws Exception {
    assumeThat(System.getProperty("user.name")).as("mounts need root").isEqualTo("root");
    assumeThat(run("unshare -m mount -o remount,ro,bind / && command -v setpriv")).isZero();
    // Not below /tmp: the image has a /tmp of its own.
    root = Files.createTempDirectory(Path.of("/var/tmp"), "image");
    assertThat(run("chmod 755 " + root)).isZero();
    Files.createDirectories(root.resolve("data"));
    assertThat(
            run(
                "cp -a target/quarkus-app "
                    + root
                    + "/app && docker/flatten "
                    + root
                    + "/app && chown -R root:root "
                    + root))
        .isZero();
    Files.copy(Path.of("docker/train"), root.resolve("train"));
    // PostgreSQL wants to know whose process it is.
    Files.writeString(
        root.resolve("passwd"),
        Files.readString(Path.of("/etc/passwd"))
            + "positionstream:x:%1$s:%1$s::/data:/bin/sh\n".formatted(USER));
    assertThat(run("chown " + USER + " " + root + "/data")).isZero();
  }

  @AfterEach
  void cleanUp() throws Exception {
    if (root != null) {
      run("rm -rf " + root);
    }
  }

  @Test
  void theTrainedServiceRunsUnprivilegedAndWritesNowhereElse() throws Exception {
    List<String> train = IMAGE.stage("train").orElseThrow().only("RUN").exec();
    Process training =
        inside(
            List.of(train.get(0), root + "/train", train.get(2), "/data/position-stream.aot"),
            Map.of("TRAIN_PORT", "" + port, "TRAIN_SIMULATOR_PORT", "" + Service.freePort()),
            "train.log");
    assertThat(training.waitFor(200, TimeUnit.SECONDS)).isTrue();
    assertThat(training.exitValue()).as(log("train.log")).isZero();
    assertThat(run("mv %s/data/position-stream.aot %s/app/".formatted(root, root))).isZero();

    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      Process service =
          inside(
              IMAGE.last().only("ENTRYPOINT").exec(),
              Map.of(
                  "DATABASE_URL",
                  "postgresql://postgres:postgres@127.0.0.1:" + database.getPort() + "/postgres",
                  "ENCRYPTION_SECRET_KEY",
                  KEY,
                  "JWT_SECRET_KEY",
                  KEY),
              "service.log");
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(500))
            .until(
                () ->
                    inside(IMAGE.last().only("HEALTHCHECK").exec(), Map.of(), "check.log").waitFor()
                        == 0);
        assertThat(log("service.log")).doesNotContain("[error][aot").contains("\"level\":\"INFO\"");
        assertThat(user(service.pid())).isEqualTo(USER);
        assertThat(inside(List.of("touch", "/app/x"), Map.of(), "touch.log").waitFor()).isNotZero();
        assertThat(log("touch.log")).contains("Read-only file system");
        assertThat(inside(List.of("touch", "/data/x"), Map.of(), "touch.log").waitFor()).isZero();
      } finally {
        service.destroy();
      }
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).as("ends within half a minute").isTrue();
    }
  }

  /** Runs a command of the image; /app and /data are below the root we made. */
  private Process inside(List<String> command, Map<String, String> environment, String log)
      throws IOException {
    List<String> moved = new ArrayList<>();
    for (String word : command) {
      moved.add(word.replaceAll("(^|=)/(app|data)(?=/|$)", "$1" + root + "/$2"));
    }
    if (moved.getFirst().equals("java")) {
      moved.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }
    String script =
        "mount --bind %1$s/data %1$s/data && mount --bind %1$s/passwd /etc/passwd && mount -o remount,ro,bind / && mount -t tmpfs none /tmp"
            .formatted(root);
    List<String> all =
        new ArrayList<>(
            List.of(
                "unshare",
                "-m",
                "bash",
                "-c",
                script
                    + " && chmod 1777 /tmp && cd \"$0\" && exec setpriv --reuid=%1$s --regid=%1$s --clear-groups -- \"$@\""
                        .formatted(USER),
                root + "/data"));
    all.addAll(moved);
    ProcessBuilder builder = new ProcessBuilder(all);
    Map<String, String> env = new HashMap<>(environment);
    env.put("POSITIONSTREAM_HOME", root + "/data");
    env.put("QUARKUS_HTTP_PORT", "" + port);
    env.put("HOME", root + "/data");
    env.put("PATH", PATH);
    builder.environment().clear();
    builder.environment().putAll(env);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target", "docker-" + log).toFile())
        .start();
  }

  private static String log(String name) throws IOException {
    return Files.readString(Path.of("target", "docker-" + name));
  }

  private static String user(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
        .filter(line -> line.startsWith("Uid:"))
        .findFirst()
        .orElseThrow()
        .split("\\s+")[1];
  }

  private static int run(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).inheritIO();
    builder.environment().put("PATH", PATH);
    return builder.start().waitFor();
  }
}
