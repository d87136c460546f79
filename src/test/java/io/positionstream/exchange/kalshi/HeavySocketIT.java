package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.Transport.Connection;
import io.positionstream.exchange.kalshi.Transport.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real WebSocket client against a server that sends much, or much at once. */
@QuarkusTest
class HeavySocketIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MEBIBYTE = 1 << 20;

  @Inject io.vertx.mutiny.core.Vertx vertx;

  private final Vertx theirs = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    theirs.close().toCompletionStage().toCompletableFuture().get();
  }

  /** 64 MiB is Kalshi's own bound of a message. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMessageOfSixtyMebibytesArrives(boolean compressed) {
    String text = "0123456789abcdef".repeat(60 * MEBIBYTE / 16);
    Connection connection = connectTo(server(compressed, socket -> socket.writeTextMessage(text)));

    Message message = heard(connection, connection.messages().toUni());

    assertThat(message).isEqualTo(new Message.Text(text));
    connection.close().await().atMost(PATIENCE);
  }

  @Test
  void compressionIsOfferedAndTaken() {
    AtomicInteger compressed = new AtomicInteger();
    int port =
        server(
            true,
            socket -> {
              String taken = socket.headers().get("sec-websocket-extensions");
              compressed.set(taken != null && taken.contains("permessage-deflate") ? 1 : -1);
              socket.writeTextMessage("hello");
            });

    Connection connection = connectTo(port);
    heard(connection, connection.messages().toUni());

    assertThat(compressed).hasValue(1);
  }

  /** Nothing is dropped and nothing piles up on our side: the other side has to wait. */
  @Test
  void aBusyListenerSlowsTheSenderDownAndMissesNothing() {
    int count = 100_000;
    Flood flood = new Flood(count);
    Connection connection = connectTo(server(false, flood::start));

    List<Integer> numbers =
        heard(
            connection,
            connection
                .messages()
                .map(message -> flood.taken(((Message.Text) message).text()))
                .select()
                .first(count)
                .collect()
                .asList());

    assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
    assertThat(flood.waits).as("times the sender had to wait").hasPositiveValue();
    // Socket buffers of both systems hold some; the rest of the 50 MB never left the sender.
    assertThat(flood.mostUnderWay).hasValueLessThan(count / 2);
  }

  /** Numbered texts of 500 characters, as fast as they are taken. */
  private static final class Flood {
    private static final int WORK_NANOS = 20_000;
    private static final String PADDING = " ".repeat(490);

    private final int count;
    private final AtomicInteger waits = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private int next;

    Flood(int count) {
      this.count = count;
    }

    void start(ServerWebSocket socket) {
      socket.setWriteQueueMaxSize(64 * 1024);
      socket.drainHandler(x -> pour(socket));
      pour(socket);
    }

    private void pour(ServerWebSocket socket) {
      while (next < count && !socket.writeQueueFull()) {
        socket.writeTextMessage(next++ + PADDING);
        mostUnderWay.accumulateAndGet(next - taken.get(), Math::max);
      }
      if (next < count) {
        waits.incrementAndGet();
      }
    }

    /** A listener with something to do for each message. */
    int taken(String text) {
      long end = System.nanoTime() + WORK_NANOS;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      taken.incrementAndGet();
      return Integer.parseInt(text.strip());
    }
  }

  private int server(boolean compressing, Consumer<ServerWebSocket> onAsked) {
    HttpServer server =
        theirs
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(0)
                    .setMaxWebSocketFrameSize(64 * MEBIBYTE)
                    .setMaxWebSocketMessageSize(64 * MEBIBYTE)
                    .setPerMessageWebSocketCompressionSupported(compressing))
            // Quarkus switches a webSocketHandler off, for the whole process.
            .requestHandler(request -> request.toWebSocket().onSuccess(s -> greet(s, onAsked)));
    return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
  }

  /** Like the exchange, it says nothing before it was asked. */
  private static void greet(ServerWebSocket socket, Consumer<ServerWebSocket> onAsked) {
    socket.textMessageHandler(go -> onAsked.accept(socket));
  }

  private Connection connectTo(int port) {
    return new NetworkTransport(vertx, PATIENCE)
        .connect(URI.create("ws://127.0.0.1:" + port + "/ws"), Map.of())
        .await()
        .atMost(PATIENCE);
  }

  /** As the line does, it listens before it asks: so messages are taken where they come in. */
  private static <T> T heard(Connection connection, Uni<T> messages) {
    CompletableFuture<T> heard = messages.subscribeAsCompletionStage();
    connection.send("go").await().atMost(PATIENCE);
    return Uni.createFrom().completionStage(heard).await().atMost(PATIENCE);
  }
}
