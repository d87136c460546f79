package io.positionstream.stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The connection of one stream. Confined to its event loop. */
interface Wire {

  /** Whoever waits for a write to be done. */
  interface Writer {

    /**
     * @param well whether the socket has taken the bytes; otherwise the client is gone
     */
    void written(boolean well);
  }

  /** Has {@code writer} told when it is done, perhaps at once; one write at a time. */
  void write(Buffer bytes, Writer writer);

  /** Writes the last bytes, ends the answer properly and then lets the connection go. */
  Future<Void> end(Buffer last);

  /** Hangs up whatever still waits to be sent. */
  void cut();
}
