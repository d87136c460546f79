package io.positionstream.simulator;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;

/** The exchange's REST interface on the network. */
final class TradeApi {
  private final FrontDoor door;

  TradeApi(FrontDoor door) {
    this.door = door;
  }

  void serve(HttpServerRequest request) {
    door.ask(call(request), new Wire(request));
  }

  static Call call(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.putIfAbsent(name, value));
    return new Call(request.method().name(), request.uri(), headers);
  }

  /** The way back to whoever sent the request. */
  record Wire(HttpServerRequest request) implements FrontDoor.Caller {

    @Override
    public void answer(Reply reply, String date) {
      HttpServerResponse response = request.response();
      if (!response.ended() && !response.closed()) {
        response.setStatusCode(reply.status()).putHeader("Date", date);
        if (!reply.body().isEmpty()) {
          response.putHeader("Content-Type", reply.contentType());
        }
        response.end(reply.body());
      }
    }

    @Override
    public void refuse() {
      cut(request.connection());
    }
  }

  /** Ends a TCP connection without another word, not even a WebSocket's close frame. */
  static void cut(HttpConnection connection) {
    ((ConnectionBase) connection).channelHandlerContext().close();
  }

  /** Stops reading from a TCP connection: whatever comes is neither seen nor answered. */
  static void deafen(HttpConnection connection) {
    ((ConnectionBase) connection).channel().config().setAutoRead(false);
  }
}
