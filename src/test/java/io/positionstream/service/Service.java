package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packaged service as a process of its own, to be killed: the jar, or with {@code
 * -Dservice.native} an executable, which then gets the database that it does not bring.
 */
final class Service implements AutoCloseable {

  private static final String EXECUTABLE = System.getProperty("service.native", "");

  /** What the processes of a server are started with: "nice -n 19" while a page is measured. */
  static final List<String> ASIDE =
      Stream.of(System.getProperty("service.aside", "").split(" "))
          .filter(word -> !word.isEmpty())
          .toList();

  /** Of a database that trusts whoever comes over loopback: any will do. */
  private static final String MISSING_PASSWORD = random();

  private static final String ENCRYPTION_KEY = random();
  private static final String JWT_KEY = random();

  private final Path home;
  private final Map<String, String> settings;
  private final int port;
  private final int simulatorPort;
  private final int databasePort;
  private Process process;
  private @Nullable ExternalDatabase missing;

  Service(Path home) {
    this(home, Map.of());
  }

  /** With further environment variables. */
  Service(Path home, Map<String, String> more) {
    this(
        home,
        Map.of(
            "QUARKUS_HTTP_HOST",
            "127.0.0.1",
            "SIMULATOR_ENABLED",
            "true",
            "SIMULATOR_SPEED",
            "600",
            "KALSHI_ENVIRONMENT",
            "simulator",
            "ENCRYPTION_SECRET_KEY",
            ENCRYPTION_KEY,
            "JWT_SECRET_KEY",
            JWT_KEY),
        more);
  }

  private Service(Path home, Map<String, String> settings, Map<String, String> more) {
    this.home = home;
    this.settings = new HashMap<>(settings);
    this.settings.putAll(more);
    this.port = freePort();
    this.simulatorPort = freePort();
    this.databasePort = freePort();
  }

  /** As somebody starts it who only wants to see it: nothing is set but the profile. */
  static Service demo(Path home) {
    return new Service(home, Map.of("QUARKUS_PROFILE", "demo"), Map.of());
  }

  int port() {
    return port;
  }

  int simulatorPort() {
    return simulatorPort;
  }

  /** Everything the process ever wrote. */
  Path log() {
    return home.resolve("service.log");
  }

  /** Of the running process. */
  long pid() {
    return process.pid();
  }

  /** With the password, which is made at the first start. */
  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:"
        + (missing == null ? databasePort : missing.port())
        + "/postgres?user=postgres&password="
        + databasePassword();
  }

  String databasePassword() {
    if (missing != null) {
      return MISSING_PASSWORD;
    }
    try {
      return Files.readString(home.resolve("postgres").resolve("password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the jar, in the production profile unless it is told otherwise, and waits until it is
   * healthy.
   */
  void start() {
    if (missing == null && !settings.containsKey("DATABASE_URL")) {
      missing = missingDatabase(home);
    }
    ProcessBuilder builder = new ProcessBuilder(command());
    builder
        .environment()
        .putAll(
            Map.of(
                "POSITIONSTREAM_HOME",
                home.toString(),
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "DATABASE_EMBEDDED_PORT",
                Integer.toString(databasePort),
                "SIMULATOR_PORT",
                Integer.toString(simulatorPort)));
    builder.environment().putAll(settings);
    if (missing != null) {
      builder.environment().put("DATABASE_URL", missing.url(MISSING_PASSWORD));
    }
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(this::isUp);
  }

  /** Whether it is the native executable that is tested. */
  static boolean isNative() {
    return !EXECUTABLE.isBlank();
  }

  /** Next to a home, for who does not bring one; null for the jar. */
  static @Nullable ExternalDatabase missingDatabase(Path home) {
    try {
      return isNative()
          ? new ExternalDatabase(Files.createDirectories(home.resolve("postgres")))
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the packaged jar is started, or the native executable if that is what is tested. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(ASIDE);
    if (isNative()) {
      assertThat(Path.of(EXECUTABLE))
          .as("-Pnative tests the executable, which is only made where native-image is")
          .isExecutable();
      command.addAll(List.of(EXECUTABLE, "-Xmx512m"));
    } else {
      command.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xms256m",
              "-Xmx512m",
              // It lives for seconds: what the optimizing compiler would make of it is never
              // earned.
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              // Else a full collection leaves a few dead objects where they are, and in dumps.
              "-XX:MarkSweepDeadRatio=0",
              "-jar",
              Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString()));
    }
    command.addAll(List.of(arguments));
    return command;
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new AssertionError("the service ended with " + process.exitValue());
    }
    return health() == 200;
  }

  /** What the service says of itself; 0 when nobody answers. */
  int health() {
    try {
      HttpRequest health =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
      return HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM: asked to end, in its own time. */
  CompletableFuture<Process> terminate() {
    process.destroy();
    return process.onExit();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the process has ended after at most so long. */
  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      process.onExit().join();
    }
    if (missing != null) {
      missing.close();
    }
  }

  private static String random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().encodeToString(secret);
  }

  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
