package io.positionstream.stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** The connection of one stream. Confined to its event loop. */
interface Wire {

  /** Succeeds when the socket has taken the bytes; fails when the client is gone. */
  Future<Void> write(Buffer bytes);

  /** Writes the last bytes, ends the answer properly and then lets the connection go. */
  Future<Void> end(Buffer last);

  /** Hangs up whatever still waits to be sent. */
  void cut();

  /** The response to a request; HTTP/2 ends the stream only, HTTP/1 the connection. */
  record OfHttp(HttpServerRequest request) implements Wire {

    @Override
    public Future<Void> write(Buffer bytes) {
      return request.response().write(bytes);
    }

    @Override
    public Future<Void> end(Buffer last) {
      return request
          .response()
          .end(last)
          .compose(
              done ->
                  request.version() == HttpVersion.HTTP_2
                      ? Future.<Void>succeededFuture()
                      : request.connection().close());
    }

    @Override
    public void cut() {
      boolean reset = request.response().reset();
      if (!reset && request.version() != HttpVersion.HTTP_2) {
        request.connection().close();
      }
    }
  }
}
