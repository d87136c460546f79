package io.positionstream.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * An exchange of our own on a loopback port. Holds one event loop of the given Vert.x while it
 * runs; start and stop may be called from any thread. What it did is kept in its home and goes on
 * from there at the next start.
 */
public final class Simulator {
  private final Vertx vertx;
  private final Settings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private String deployment = "";

  /**
   * How a simulator is set up.
   *
   * @param port to listen on at 127.0.0.1; 0 for any free one
   * @param speed how many times faster than recorded the tape plays, 0 to 10,000; 0 stands still
   * @param home a directory of its own, made when missing; one simulator at a time
   */
  public record Settings(int port, int speed, Path home) {
    public Settings {
      if (port < 0 || port > 65_535 || speed < 0 || speed > TapeClock.MAX_SPEED) {
        throw new IllegalArgumentException(
            "expected simulator.port from 0 to 65535 and simulator.speed from 0 to "
                + TapeClock.MAX_SPEED);
      }
    }
  }

  /**
   * Does nothing until it is started.
   *
   * @param clock the exchange's clock: trade times, the window of signatures, the pace of the tape
   * @param random ids and the demo account's whims; seed it differently for each start on one home,
   *     or ids repeat
   */
  public Simulator(Vertx vertx, Settings settings, Clock clock, RandomGenerator random) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Replays the ledger and listens.
   *
   * @return the port; fails when the home cannot be read or the port is taken
   */
  public Future<Integer> start() {
    return vertx
        .executeBlocking(() -> SimulatorHome.open(settings.home()), false)
        .compose(this::deploy);
  }

  /** Closes all connections and the ledger. Harmless when it does not run. */
  public Future<Void> stop() {
    Future<Void> stopped =
        deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
    deployment = "";
    return stopped;
  }

  private Future<Integer> deploy(SimulatorHome home) {
    TradingFloor floor = new TradingFloor(settings, home, clock, random);
    return vertx
        .deployVerticle(floor)
        .onSuccess(id -> deployment = id)
        .map(_ -> floor.port())
        .recover(failure -> Future.failedFuture(closing(home, failure)));
  }

  private static Throwable closing(SimulatorHome home, Throwable failure) {
    try {
      home.ledger().close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
