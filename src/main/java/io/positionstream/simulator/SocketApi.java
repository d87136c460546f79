package io.positionstream.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import org.jboss.logging.Logger;

/**
 * The exchange's WebSocket on the network: one signed upgrade, then commands one way and frames the
 * other.
 */
final class SocketApi {
  private static final Logger LOG = Logger.getLogger(SocketApi.class);

  /** How much may wait for a client before its tickers are merged. */
  private static final int QUEUE_BYTES = 64 * 1024;

  private final FrontDoor door;
  private final Connections connections;

  SocketApi(FrontDoor door, Connections connections) {
    this.door = door;
    this.connections = connections;
  }

  /** Answers an upgrade request: 401 with a body unless it is signed. */
  void upgrade(HttpServerRequest request) {
    request.pause();
    door.upgrade(TradeApi.call(request), new Visitor(request));
  }

  private final class Visitor implements FrontDoor.Visitor {
    private final HttpServerRequest request;
    private final TradeApi.Wire wire;

    private Visitor(HttpServerRequest request) {
      this.request = request;
      this.wire = new TradeApi.Wire(request);
    }

    @Override
    public void answer(Reply reply, String date) {
      request.resume();
      wire.answer(reply, date);
    }

    @Override
    public void refuse() {
      wire.refuse();
    }

    @Override
    public void admit(Account account) {
      request
          .toWebSocket()
          .onSuccess(socket -> serve(socket, request.connection(), account))
          .onFailure(
              e ->
                  LOG.debugf("Upgrade failed: account=%s reason=%s", account.id(), e.getMessage()));
    }
  }

  private void serve(ServerWebSocket socket, HttpConnection wire, Account account) {
    socket.setWriteQueueMaxSize(QUEUE_BYTES);
    Connection connection = connections.open(account, new SocketPeer(socket, wire));
    socket.textMessageHandler(connection::receive);
    socket.drainHandler(_ -> connection.drained());
    socket.exceptionHandler(
        e -> LOG.debugf("Socket failed: account=%s reason=%s", account.id(), e.getMessage()));
    socket.closeHandler(_ -> connections.closed(connection));
  }

  private record SocketPeer(ServerWebSocket socket, HttpConnection wire) implements Peer {

    /** A frame for a socket that has just closed is lost, as it would be on its way. */
    @Override
    public void send(String text) {
      if (!socket.isClosed()) {
        socket.writeTextMessage(text);
      }
    }

    @Override
    public void ping() {
      if (!socket.isClosed()) {
        socket.writePing(Buffer.buffer("heartbeat"));
      }
    }

    @Override
    public boolean isFull() {
      return socket.writeQueueFull();
    }

    @Override
    public void cut() {
      TradeApi.cut(wire);
    }

    @Override
    public void deafen() {
      TradeApi.deafen(wire);
    }
  }
}
