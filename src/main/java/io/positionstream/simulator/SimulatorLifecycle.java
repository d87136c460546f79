package io.positionstream.simulator;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Runs the simulator with the service, early enough that whoever connects to it at start finds it
 * listening.
 */
@ApplicationScoped
class SimulatorLifecycle {
  private static final Logger LOG = Logger.getLogger(SimulatorLifecycle.class);
  private static final int PATIENCE_SECONDS = 30;
  private static final int BEFORE_ORDINARY_BEANS = 50;

  private final SimulatorConfig config;
  private final Vertx vertx;
  private Optional<Simulator> running = Optional.empty();

  SimulatorLifecycle(SimulatorConfig config, Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
  }

  void start(@Observes @Priority(BEFORE_ORDINARY_BEANS) StartupEvent event) throws IOException {
    if (!config.enabled()) {
      return;
    }
    if (!config.keep()) {
      SimulatorHome.clear(config.home());
    }
    Simulator.Settings settings =
        new Simulator.Settings(config.port(), config.speed(), config.home());
    Simulator simulator =
        new Simulator(vertx, settings, Clock.systemUTC(), RandomGenerator.getDefault());
    int port =
        await(
            simulator.start(),
            "The simulator cannot start on port " + config.port() + " in " + config.home());
    running = Optional.of(simulator);
    LOG.infof(
        "Simulator listens: url=http://127.0.0.1:%d home=%s", port, config.home().toAbsolutePath());
  }

  void stop(@Observes ShutdownEvent event) {
    running.ifPresent(simulator -> await(simulator.stop().mapEmpty(), "The simulator cannot stop"));
    running = Optional.empty();
  }

  private static <T> T await(Future<T> future, String complaint) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(complaint + ": interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      String reason = e.getCause() == null ? "no answer in time" : e.getCause().getMessage();
      throw new IllegalStateException(complaint + ": " + reason, e);
    }
  }
}
