package io.positionstream.exchange.kalshi;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.vertx.core.http.WebSocketBase;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes the texts of a WebSocket where they are read, so that a listener that is busy is not read
 * for, and the sender has to wait. WebSockets Next would queue each of them as a task of the event
 * loop, without a bound: a burst then piles up in memory however slow the listener is. Newer
 * releases bound that queue (max-pending-messages); with one of them this class can go.
 *
 * <p>The socket below the connection is not public, hence the reflection; {@code HeavySocketIT}
 * fails if it stops working.
 */
@RegisterForReflection(
    classNames = {
      "io.quarkus.websockets.next.runtime.WebSocketConnectionBase",
      "io.quarkus.websockets.next.runtime.WebSocketClientConnectionImpl"
    })
final class StraightSocket {

  private static final Logger LOG = Logger.getLogger(StraightSocket.class);

  private StraightSocket() {}

  /**
   * From now on {@code listener} gets the texts of {@code connection} instead of its own handler,
   * on the event loop of the socket. To be called before anything was asked for that is answered.
   */
  static void listen(WebSocketClientConnection connection, Consumer<String> listener) {
    try {
      Method method = connection.getClass().getDeclaredMethod("webSocket");
      method.setAccessible(true);
      ((WebSocketBase) method.invoke(connection)).textMessageHandler(listener::accept);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.errorf(e, "socket without back-pressure: bursts are kept in memory");
    }
  }
}
