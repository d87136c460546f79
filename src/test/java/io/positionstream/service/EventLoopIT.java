package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM tells whoever waited on an event loop while an account lived its whole life: nobody. */
@QuarkusTest
class EventLoopIT {

  private static final Duration NOTICED = Duration.ofMillis(1);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @Inject Vertx vertx;

  @TempDir Path home;

  @Test
  void nobodyWaitsOnAnEventLoop() throws IOException {
    try (Recording watch = watch()) {
      live();
      assertThat(waits(watch)).isEmpty();
    }
  }

  @Test
  void whoeverWaitedWouldBeSeen() throws Exception {
    try (Recording watch = watch()) {
      CountDownLatch done = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      vertx
          .nettyEventLoopGroup()
          .next()
          .execute(
              () -> {
                waitFor(never);
                done.countDown();
              });
      done.await();
      assertThat(waits(watch)).anyMatch(wait -> wait.contains("EventLoopIT.waitFor"));
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Login, prices, fills, every read, a broken line, a deletion; all of it written meanwhile. */
  private void live() {
    SimulatedExchange exchange = new SimulatedExchange(simulatorPort);
    SimulatedExchange.Account account = exchange.newAccount("1000.00");
    Client client = new Client(port);
    client.authenticate(account);
    String ticker = exchange.newMarket("KXLOOP");
    try (Client.Stream stream = client.stream("")) {
      exchange.trade(account, ticker, "yes", "10.00", "0.4000");
      await().until(() -> stream.facts().size() == 1);
      for (int cents = 41; cents < 60; cents++) {
        exchange.post("/markets/" + ticker + "/quote", quote(cents));
      }
      for (String path : reads(ticker)) {
        assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
      }
      exchange.post(
          "/faults",
          "{\"kind\":\"cut\",\"account_id\":\"%s\",\"path\":\"/trade-api/ws/v2\"}"
              .formatted(account.id()));
      exchange.trade(account, ticker, "no", "10.00", "0.4500");
      await().until(() -> stream.facts().size() == 2);
      await().until(() -> client.get("/trades").body().contains(ticker));
    } finally {
      client.delete("");
    }
  }

  private static String quote(int cents) {
    return """
    {"yes_bid_dollars":"0.%d00","yes_bid_size_fp":"10.00","yes_ask_dollars":"0.%d00",
     "yes_ask_size_fp":"10.00","price_dollars":"0.%d00"}
    """
        .formatted(cents, cents + 2, cents);
  }

  private static List<String> reads(String ticker) {
    return List.of(
        "/positions",
        "/portfolio",
        "/fills",
        "/settlements",
        "/trades",
        "/equity",
        "/events",
        "/drift",
        "/status",
        "/sessions",
        "/positions/" + ticker + "/marks",
        "/positions/" + ticker + "/explain");
  }

  private static Recording watch() {
    Recording watch = new Recording();
    for (String wait :
        List.of("jdk.ThreadPark", "jdk.ThreadSleep", "jdk.JavaMonitorWait", "jdk.FileForce")) {
      watch.enable(wait).withThreshold(NOTICED).withStackTrace();
    }
    watch.start();
    return watch;
  }

  private List<String> waits(Recording watch) throws IOException {
    Path file = home.resolve("waits.jfr");
    watch.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(EventLoopIT::isOnALoop)
        .map(EventLoopIT::text)
        .toList();
  }

  private static boolean isOnALoop(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return name != null && name.startsWith("vert.x-eventloop-thread");
  }

  private static String text(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return event.getEventType().getName()
        + " "
        + event.getDuration()
        + (stack == null
            ? ""
            : stack.getFrames().stream()
                .map(f -> f.getMethod().getType().getName() + "." + f.getMethod().getName())
                .toList());
  }
}
