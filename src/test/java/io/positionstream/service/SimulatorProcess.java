package io.positionstream.service;

import static org.awaitility.Awaitility.await;

import io.positionstream.simulator.Simulator;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The simulator as a process of its own, so that what the service needs can be told apart. It ends
 * with its input, hence with whoever started it. Usage: {@code SimulatorProcess port home seed}.
 */
final class SimulatorProcess implements AutoCloseable {

  private final Process process;

  private SimulatorProcess(Process process) {
    this.process = process;
  }

  public static void main(String[] arguments) throws Exception {
    Simulator.Settings settings =
        new Simulator.Settings(Integer.parseInt(arguments[0]), 0, Path.of(arguments[1]));
    new Simulator(
            Vertx.vertx(),
            settings,
            Clock.systemUTC(),
            new SplittableRandom(Long.parseLong(arguments[2])))
        .start()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    while (System.in.read() >= 0) {
      // Nothing is said to it; only the end of its input counts.
    }
    System.exit(0);
  }

  /** Starts it and waits until it answers. */
  static SimulatorProcess start(int port, Path home, long seed) {
    try {
      Process process =
          new ProcessBuilder(
                  Stream.concat(
                          Service.ASIDE.stream(),
                          Stream.of(
                              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                              "-Xmx512m",
                              "-cp",
                              System.getProperty("java.class.path"),
                              SimulatorProcess.class.getName(),
                              Integer.toString(port),
                              home.resolve("simulator").toString(),
                              Long.toString(seed)))
                      .toList())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("simulator.log").toFile())
              .start();
      SimulatorProcess simulator = new SimulatorProcess(process);
      await().atMost(Duration.ofSeconds(60)).until(() -> simulator.answers(port));
      return simulator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers(int port) {
    if (!process.isAlive()) {
      throw new AssertionError("the simulator ended with " + process.exitValue());
    }
    try {
      new SimulatedExchange(port).get("/load");
      return true;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
