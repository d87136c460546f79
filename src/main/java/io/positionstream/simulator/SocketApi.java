package io.positionstream.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The exchange's WebSocket, {@code /trade-api/ws/v2}: one signed upgrade, then commands one way and
 * frames the other.
 */
final class SocketApi {
  private static final Logger LOG = Logger.getLogger(SocketApi.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** How much may wait for a client before its tickers are merged. */
  private static final int QUEUE_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final KeyCheck keys;
  private final Lines lines;

  SocketApi(Vertx vertx, KeyCheck keys, Lines lines) {
    this.vertx = vertx;
    this.keys = keys;
    this.lines = lines;
  }

  /** Answers an upgrade request: 401 with a body unless it is signed. */
  void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.pause();
    keys.check(request)
        .onSuccess(account -> open(request, account))
        .onFailure(
            failure -> {
              request.resume();
              context.fail(failure);
            });
  }

  private void open(HttpServerRequest request, Account account) {
    request
        .toWebSocket()
        .onSuccess(socket -> serve(socket, account))
        .onFailure(
            e -> LOG.debugf("Upgrade failed: account=%s reason=%s", account.id(), e.getMessage()));
  }

  private void serve(ServerWebSocket socket, Account account) {
    socket.setWriteQueueMaxSize(QUEUE_BYTES);
    Line line = lines.open(account, new SocketOutlet(socket));
    long heartbeat =
        vertx.setPeriodic(HEARTBEAT.toMillis(), _ -> socket.writePing(Buffer.buffer("heartbeat")));
    socket.textMessageHandler(line::receive);
    socket.drainHandler(_ -> line.drained());
    socket.exceptionHandler(
        e -> LOG.debugf("Socket failed: account=%s reason=%s", account.id(), e.getMessage()));
    socket.closeHandler(
        _ -> {
          vertx.cancelTimer(heartbeat);
          lines.closed(line);
        });
  }

  private record SocketOutlet(ServerWebSocket socket) implements Outlet {

    /** A frame for a socket that has just closed is lost, as it would be on its way. */
    @Override
    public void send(String text) {
      if (!socket.isClosed()) {
        socket.writeTextMessage(text);
      }
    }

    @Override
    public boolean isFull() {
      return socket.writeQueueFull();
    }
  }
}
