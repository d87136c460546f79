package io.positionstream.exchange.kalshi;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The network as the adapter sees it, so that a line can run without one. */
interface Transport {

  /**
   * One GET, redirects not followed. Fails with {@link java.util.concurrent.TimeoutException} or
   * with whatever the network says.
   */
  Uni<Reply> get(URI uri, Map<String, String> headers);

  /** Opens a WebSocket. Fails with {@link UpgradeRefused} or with whatever the network says. */
  Uni<Connection> connect(URI uri, Map<String, String> headers);

  /**
   * An answer of any status.
   *
   * @param date the {@code Date} header
   */
  record Reply(int status, Optional<String> date, String body) {}

  /** What a WebSocket brings. */
  sealed interface Message {
    record Text(String text) implements Message {}

    /** The other side asks whether we live; the transport has answered. */
    record Ping() implements Message {}
  }

  /**
   * An open WebSocket. It answers pings and sends none of its own: the exchange closes connections
   * whose clients ping too often.
   */
  interface Connection {

    /**
     * Messages in order, for one listener; those that came before it are kept. Always ends with a
     * failure that says why the connection ended.
     */
    Multi<Message> messages();

    Uni<Void> send(String text);

    /** Says goodbye and closes; nothing happens if it is closed already. */
    Uni<Void> close();
  }

  /** The server answered an upgrade with an ordinary reply. */
  final class UpgradeRefused extends RuntimeException {

    private final transient Reply reply;

    UpgradeRefused(Reply reply) {
      super("upgrade refused status=" + reply.status());
      this.reply = reply;
    }

    Reply reply() {
      return reply;
    }
  }
}
