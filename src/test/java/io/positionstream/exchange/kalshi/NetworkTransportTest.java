package io.positionstream.exchange.kalshi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.Exchange.KeyReport;
import io.positionstream.exchange.ExchangeFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real HTTP client against servers that are not what they should be. */
class NetworkTransportTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @AfterAll
  static void close() {
    VERTX.closeAndAwait();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    try (Impostor impostor = Impostor.thatRedirects(status)) {
      Uni<KeyReport> report = identify(impostor.environment("http", "ws"));

      assertThatThrownBy(() -> report.await().atMost(PATIENCE))
          .isInstanceOf(ExchangeFailure.Unexpected.class)
          .hasMessageContaining("status " + status);
      assertThat(impostor.asked()).containsExactly("/v2/portfolio/balance");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    try (Impostor impostor = Impostor.thatSignedItself()) {
      Uni<KeyReport> report = identify(impostor.environment("https", "wss"));

      assertThatThrownBy(() -> report.await().atMost(PATIENCE))
          .isInstanceOf(ExchangeFailure.Unavailable.class)
          .hasCauseInstanceOf(SSLException.class);
      assertThat(impostor.asked()).isEmpty();
    }
  }

  /** Its connection would otherwise be held for as long as the other side likes. */
  @Test
  void anAnswerThatNobodyWaitsForAnyMoreIsHungUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> begun = new CompletableFuture<>();
      CompletableFuture<Integer> afterwards =
          serveOne(
              server,
              (in, out) -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1".getBytes(UTF_8));
                begun.complete(null);
                return in.read();
              });
      Cancellable asked = get(server).subscribe().with(reply -> {});

      begun.get(10, SECONDS);
      asked.cancel();

      assertThat(afterwards).succeedsWithin(PATIENCE).isEqualTo(-1);
    }
  }

  @Test
  void anAnswerThatIsTooLongIsNotReadToItsEnd() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> afterwards =
          serveOne(
              server,
              (in, out) -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
                byte[] mebibyte = new byte[1 << 20];
                while (true) {
                  out.write(mebibyte);
                }
              });

      assertThatThrownBy(() -> get(server).await().atMost(PATIENCE))
          .hasRootCauseMessage("answer of more than 16777216 bytes");
      assertThat(afterwards)
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(SocketException.class);
    }
  }

  private interface Service {
    int serve(InputStream in, OutputStream out) throws IOException;
  }

  /** What becomes of the service once its first request was read. */
  private static CompletableFuture<Integer> serveOne(ServerSocket server, Service service) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                result.complete(service.serve(socket.getInputStream(), socket.getOutputStream()));
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static Uni<Transport.Reply> get(ServerSocket server) {
    return new NetworkTransport(VERTX, PATIENCE)
        .get(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), Map.of());
  }

  private static Uni<KeyReport> identify(KalshiConfig.Environment environment) {
    KalshiExchange exchange =
        new KalshiExchange(
            Map.of("demo", environment),
            new NetworkTransport(VERTX, PATIENCE),
            new Surroundings(
                new TestTiming(),
                Clock.systemUTC(),
                Infrastructure.getDefaultWorkerPool(),
                new Random(1),
                new WireNews()));
    return exchange.identify(TestKeys.key());
  }
}
