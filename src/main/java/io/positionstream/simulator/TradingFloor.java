package io.positionstream.simulator;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The running exchange: puts the parts together on one event loop, listens, and keeps the
 * once-a-second chores.
 */
final class TradingFloor extends AbstractVerticle {
  static final String DEMO_ACCOUNT = "demo";
  private static final Dollars DEMO_CASH = Dollars.of("1000");
  private static final long CHORES_MS = 1_000;
  private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

  private final Simulator.Settings settings;
  private final SimulatorHome home;
  private final Clock clock;
  private final RandomGenerator random;
  private int port;
  private TapeBookmark.Place saved = new TapeBookmark.Place(0, 0);
  private Runnable stopTape = () -> {};
  private Runnable stopDemo = () -> {};

  TradingFloor(
      Simulator.Settings settings, SimulatorHome home, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.home = home;
    this.clock = clock;
    this.random = random;
  }

  /** The port it listens on, once it is deployed. */
  int port() {
    return port;
  }

  @Override
  public void start(Promise<Void> started) {
    VertxScheduler scheduler = new VertxScheduler(vertx);
    Venue venue =
        new Venue(
            home.books(), home.ledger()::append, clock, scheduler, new VertxWorker(vertx), random);
    TapePlayer tape = tape(venue.exchange(), scheduler);
    new ControlTape(tape).offer(venue.control());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(settings.port())
            .setPerMessageWebSocketCompressionSupported(true)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketMessageSize(LARGEST_MESSAGE)
            .setHttp2ClearTextEnabled(false);
    vertx
        .createHttpServer(options)
        .requestHandler(new Entrance(venue)::serve)
        .listen()
        .onSuccess(server -> begin(server, venue.exchange(), tape))
        .<Void>mapEmpty()
        .onComplete(started);
  }

  @Override
  public void stop() throws IOException {
    stopDemo.run();
    stopTape.run();
    home.ledger().close();
  }

  private void begin(HttpServer server, Exchange exchange, TapePlayer tape) {
    port = server.actualPort();
    tape.start();
    DemoTrader trader =
        new DemoTrader(exchange, demoAccount(exchange), tape, new VertxScheduler(vertx), random);
    trader.start();
    stopDemo = trader::stop;
    stopTape =
        () -> {
          tape.stop();
          save(tape);
        };
    save(tape);
    vertx.setPeriodic(CHORES_MS, _ -> chores(exchange, tape));
  }

  private void chores(Exchange exchange, TapePlayer tape) {
    exchange.closeOverdue();
    if (!tape.place().equals(saved)) {
      save(tape);
    }
  }

  private void save(TapePlayer tape) {
    saved = tape.place();
    home.bookmark().write(saved);
  }

  private TapePlayer tape(Exchange exchange, Scheduler scheduler) {
    TapeRecording recording = home.recording();
    TapeClock tapeClock =
        new TapeClock(clock, recording.startMs(), recording.lengthMs(), settings.speed());
    return new TapePlayer(recording, exchange, scheduler, tapeClock, home.place());
  }

  private Account demoAccount(Exchange exchange) {
    Account account =
        home.books()
            .account(DEMO_ACCOUNT)
            .orElseGet(() -> exchange.openAccount(DEMO_ACCOUNT, DEMO_CASH));
    DemoKey key = home.demoKey();
    if (!account.hasKey(key.id())) {
      exchange.addKey(account, key.id(), "demo", KeyType.RSA, key.publicKey(), AccessKey.READ_ONLY);
    }
    return account;
  }

  /** Which of the three interfaces a request wants. */
  private final class Entrance {
    private final TradeApi trade;
    private final SocketApi sockets;
    private final ControlApi control;

    private Entrance(Venue venue) {
      this.trade = new TradeApi(venue.door());
      this.sockets = new SocketApi(venue.door(), venue.connections());
      this.control = new ControlApi(venue.control());
    }

    private void serve(HttpServerRequest request) {
      String path = String.valueOf(request.path());
      if (path.startsWith(ControlDesk.PATH + "/")) {
        control.serve(request, WireTime.httpDate(clock.instant()));
      } else if (path.equals(Protocol.SOCKET_PATH)) {
        sockets.upgrade(request);
      } else {
        trade.serve(request);
      }
    }
  }
}
