package io.positionstream.simulator;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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
  private static final String CONTROL_PATH = "/sim/v1/";
  private static final long CHORES_MS = 1_000;

  private final Simulator.Settings settings;
  private final SimulatorHome home;
  private final Clock clock;
  private final RandomGenerator random;
  private final Exchange exchange;
  private final Lines lines;
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
    this.lines = new Lines(home.books(), clock);
    this.exchange = new Exchange(home.books(), home.ledger()::append, lines, clock, random);
  }

  /** The port it listens on, once it is deployed. */
  int port() {
    return port;
  }

  @Override
  public void start(Promise<Void> started) {
    TapePlayer tape = tape();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(settings.port())
            .setHttp2ClearTextEnabled(false);
    vertx
        .createHttpServer(options)
        .requestHandler(router(tape))
        .listen()
        .onSuccess(server -> begin(server, tape))
        .<Void>mapEmpty()
        .onComplete(started);
  }

  @Override
  public void stop() throws IOException {
    stopDemo.run();
    stopTape.run();
    home.ledger().close();
  }

  private void begin(HttpServer server, TapePlayer tape) {
    port = server.actualPort();
    tape.start();
    DemoTrader trader =
        new DemoTrader(exchange, demoAccount(), tape, new VertxScheduler(vertx), random);
    trader.start();
    stopDemo = trader::stop;
    stopTape =
        () -> {
          tape.stop();
          save(tape);
        };
    save(tape);
    vertx.setPeriodic(CHORES_MS, _ -> chores(tape));
  }

  private void chores(TapePlayer tape) {
    exchange.closeOverdue();
    if (!tape.place().equals(saved)) {
      save(tape);
    }
  }

  private void save(TapePlayer tape) {
    saved = tape.place();
    home.bookmark().write(saved);
  }

  private TapePlayer tape() {
    TapeRecording recording = home.recording();
    TapeClock tapeClock =
        new TapeClock(clock, recording.startMs(), recording.lengthMs(), settings.speed());
    return new TapePlayer(recording, exchange, new VertxScheduler(vertx), tapeClock, home.place());
  }

  private Account demoAccount() {
    Account account =
        home.books()
            .account(DEMO_ACCOUNT)
            .orElseGet(() -> exchange.openAccount(DEMO_ACCOUNT, DEMO_CASH));
    DemoKey key = home.demoKey();
    if (!account.hasKey(key.id())) {
      exchange.addKey(account, key.id(), "demo", RsaKeys.encode(key.publicKey()));
    }
    return account;
  }

  /** Failures of sub-routers arrive here, too: the two interfaces differ in how they word them. */
  private static void fail(RoutingContext context) {
    if (context.request().path().startsWith(CONTROL_PATH)) {
      ControlApi.fail(context);
    } else {
      TradeApi.fail(context);
    }
  }

  private Router router(TapePlayer tape) {
    KeyCheck keys = new KeyCheck(vertx, home.books(), clock, KeyCheck.TOLERANCE);
    Router router = Router.router(vertx);
    router
        .route()
        .failureHandler(TradingFloor::fail)
        .handler(
            context -> {
              context.response().putHeader("Date", WireTime.httpDate(clock.instant()));
              context.next();
            });
    router.get("/trade-api/ws/v2").handler(new SocketApi(vertx, keys, lines)::upgrade);
    router.route("/trade-api/v2/*").subRouter(new TradeApi(exchange, keys).router(vertx));
    router
        .route(CONTROL_PATH + "*")
        .subRouter(new ControlApi(vertx, exchange, lines, tape).router(vertx));
    router.route().last().handler(context -> context.fail(WireError.notFound()));
    return router;
  }
}
