package io.positionstream.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.positionstream.node.NodeProject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The packaged service, a simulator that outlives it, and the programs of {@code src/test/browser}
 * that look at its page through a real Chromium. Those programs may kill the service and start it
 * again, by requests to a server of its own on the loopback.
 */
final class BrowserStage implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "test", "browser");
  private static final Path WORK = Path.of("target", "browser");
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final NodeProject programs;
  private final Service service;
  private final SimulatorProcess simulator;
  private final HttpServer hands;
  private final Map<String, String> places;

  private BrowserStage(
      NodeProject programs,
      Service service,
      SimulatorProcess simulator,
      HttpServer hands,
      Map<String, String> places) {
    this.programs = programs;
    this.service = service;
    this.simulator = simulator;
    this.hands = hands;
    this.places = places;
  }

  /**
   * Starts everything; what the service keeps goes to {@code home}.
   *
   * @throws TestAbortedException where there is no Chromium, or no Node to drive it
   */
  static BrowserStage open(Path home) throws IOException {
    Path chromium = chromium();
    NodeProject programs = NodeProject.install(SOURCES, WORK);
    Service service =
        new Service(
            home,
            Map.of(
                "SIMULATOR_ENABLED",
                "false",
                "KALSHI_ENVIRONMENTS_SIMULATOR_ENABLED",
                "true",
                "KALSHI_TIMING_BACK_OFF_MAX",
                "1s",
                "LOGIN_LIMITS_ADDRESS_BURST",
                "1000"));
    SimulatorProcess simulator = SimulatorProcess.start(service.simulatorPort(), home, 1);
    service.start();
    HttpServer hands = hands(service);
    Map<String, String> places =
        Map.of(
            "SERVICE", "http://127.0.0.1:" + service.port(),
            "EXCHANGE", "http://127.0.0.1:" + service.simulatorPort() + "/sim/v1",
            "HANDS", "http://127.0.0.1:" + hands.getAddress().getPort(),
            "CHROMIUM", chromium.toString(),
            "RESULTS",
                Files.createDirectories(WORK.resolve("results")).toAbsolutePath().toString());
    return new BrowserStage(programs, service, simulator, hands, places);
  }

  /** Starts {@code node} with these arguments; its output is to be read. */
  Process node(List<String> arguments) throws IOException {
    ProcessBuilder builder =
        programs.command(Stream.concat(Stream.of("node"), arguments.stream()).toList());
    builder.environment().putAll(places);
    return builder.start();
  }

  @Override
  public void close() {
    hands.stop(0);
    service.close();
    simulator.close();
  }

  /** The variable CHROMIUM names one; else the first on the PATH. */
  private static Path chromium() {
    return Optional.ofNullable(System.getenv("CHROMIUM"))
        .map(Path::of)
        .or(BrowserStage::onPath)
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "skipped: there is no Chromium on this machine (looked on the PATH for "
                        + String.join(", ", NAMES)
                        + "; the variable CHROMIUM may name another)"));
  }

  private static Optional<Path> onPath() {
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static HttpServer hands(Service service) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    server.createContext("/kill", request -> act(request, service::kill));
    server.createContext("/stop", request -> act(request, () -> service.terminate().join()));
    server.createContext("/start", request -> act(request, service::start));
    server.start();
    return server;
  }

  private static void act(HttpExchange request, Runnable act) {
    try (request) {
      act.run();
      request.sendResponseHeaders(204, -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
