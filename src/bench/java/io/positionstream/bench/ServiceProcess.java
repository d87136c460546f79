package io.positionstream.bench;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, in the production profile, in a new home. */
final class ServiceProcess implements AutoCloseable {

  /** A site whose pages may open streams. */
  static final String FRIEND = "https://bench.example";

  private static final int START_SECONDS = 180;

  private final Path home;
  private final int port;
  private final int databasePort;
  private final int exchangePort;
  private final Options options;
  private @Nullable Process process;

  ServiceProcess(Options options, int exchangePort) throws IOException {
    this.options = options;
    this.home = Files.createTempDirectory("bench");
    this.port = options.number("port", freePort());
    this.databasePort = options.number("database-port", freePort());
    this.exchangePort = exchangePort;
  }

  int port() {
    return port;
  }

  long pid() {
    return Optional.ofNullable(process).orElseThrow().pid();
  }

  /** Of the postmaster, the parent of all that work for it. */
  long databasePid() throws IOException {
    Path file = home.resolve("postgres").resolve("data").resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  /** With the password that was made at the start. */
  String jdbcUrl() throws IOException {
    String password = Files.readString(home.resolve("postgres").resolve("password")).strip();
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&password=%s"
        .formatted(databasePort, password);
  }

  /** Starts it and waits until it is healthy. */
  void start(HttpClient http) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options.text("java").orElse("-Xms256m").split(" ")));
    command.add("-jar");
    command.add(
        Path.of(options.text("jar").orElse("target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath()
            .toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(home.resolve("service.log").toFile());
    Process started = builder.start();
    process = started;
    // Whoever interrupts the measurement does not want the service to live on.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
    long deadline = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (!isUp(http)) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("It does not start, see " + home.resolve("service.log"));
      }
      Waiting.millis(100);
    }
  }

  /**
   * Nothing is switched off. Limits that one machine with thousands of clients meets are raised.
   */
  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("POSITIONSTREAM_HOME", home.toString()),
        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
        Map.entry("DATABASE_EMBEDDED_PORT", Integer.toString(databasePort)),
        Map.entry("SIMULATOR_PORT", Integer.toString(exchangePort)),
        Map.entry("KALSHI_ENVIRONMENTS_SIMULATOR_ENABLED", "true"),
        Map.entry("KALSHI_ENVIRONMENT", "simulator"),
        // The stub tells by REST what was before the first update.
        Map.entry("KALSHI_TIMING_RELOAD", "24h"),
        Map.entry("LOGIN_LIMITS_ADDRESS_BURST", "1000000"),
        Map.entry("LOGIN_LIMITS_KEY_BURST", "1000000"),
        Map.entry("STREAM_MAX_PER_USER", "20000"),
        Map.entry("STREAM_MAX_PER_INSTANCE", "20000"),
        Map.entry("CORS_ORIGINS", FRIEND),
        Map.entry("ENCRYPTION_SECRET_KEY", secret()),
        Map.entry("JWT_SECRET_KEY", secret()));
  }

  private boolean isUp(HttpClient http) {
    URI health = URI.create("http://127.0.0.1:" + port + "/health");
    try {
      return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has the process collect its garbage; returns the bytes of what lives on in its heap. */
  long collect() throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid()),
                "GC.class_histogram")
            .start();
    try (Stream<String> lines = jcmd.inputReader().lines()) {
      // Total       1524140       67335824
      return lines
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.split(" +")[2]))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Warnings it wrote. */
  List<String> warnings() throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("service.log"))) {
      return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).toList();
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.onExit().join();
    }
    if (!options.has("keep")) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static String secret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().encodeToString(secret);
  }
}
