package io.positionstream.exchange.kalshi;

import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.quarkus.websockets.next.BasicWebSocketConnector.ExecutionModel;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The real network: Vert.x for REST, WebSockets Next for the socket. Thread-safe. */
final class NetworkTransport implements Transport {

  private static final Logger LOG = Logger.getLogger(NetworkTransport.class);

  private final WebClient client;
  private final Duration patience;

  /**
   * @param patience longest wait for an answer
   */
  NetworkTransport(Vertx vertx, Duration patience) {
    this.patience = patience;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                // A redirect would take the signature to a host that nobody allowed.
                .setFollowRedirects(false)
                .setTrustAll(false)
                .setVerifyHost(true)
                .setDecompressionSupported(true)
                .setUserAgent("position-stream")
                .setConnectTimeout((int) patience.toMillis()));
  }

  @Override
  public Uni<Reply> get(URI uri, Map<String, String> headers) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var request = client.getAbs(uri.toString()).timeout(patience.toMillis());
              headers.forEach(request::putHeader);
              return request.send();
            })
        .map(NetworkTransport::reply);
  }

  /** A connector carries its headers for ever: there is a new one for every attempt. */
  @Override
  public Uni<Connection> connect(URI uri, Map<String, String> headers) {
    return Uni.createFrom().emitter(emitter -> open(uri, headers, emitter));
  }

  private static void open(
      URI uri, Map<String, String> headers, UniEmitter<? super Connection> emitter) {
    AtomicBoolean gone = new AtomicBoolean();
    emitter.onTermination(() -> gone.set(true));
    Inbox inbox = new Inbox();
    BasicWebSocketConnector connector =
        BasicWebSocketConnector.create()
            // A path left in the base gets a slash appended, and then the signature is wrong.
            .baseUri(uri.resolve("/"))
            .path(uri.getRawPath())
            // On the event loop, in order; the blocking model runs messages side by side.
            .executionModel(ExecutionModel.NON_BLOCKING)
            .onTextMessage((connection, text) -> inbox.add(new Message.Text(text)))
            .onPing((connection, body) -> inbox.add(new Message.Ping()))
            .onError((connection, failure) -> inbox.end("socket failed: " + failure.getMessage()))
            .onClose((connection, reason) -> inbox.end("closed by " + described(reason)));
    headers.forEach(connector::addHeader);
    connector
        .connect()
        .subscribe()
        .with(
            connection -> {
              StraightSocket.listen(connection, text -> inbox.add(new Message.Text(text)));
              SocketConnection open = new SocketConnection(connection, inbox);
              if (gone.get()) {
                open.close()
                    .subscribe()
                    .with(done -> {}, e -> LOG.debugf("closing failed reason=%s", e.toString()));
              } else {
                emitter.complete(open);
              }
            },
            failure -> emitter.fail(refused(failure)));
  }

  private static String described(CloseReason reason) {
    String text = Optional.ofNullable(reason.getMessage()).orElse("");
    return "the exchange, code " + reason.getCode() + (text.isBlank() ? "" : ": " + text);
  }

  private static Throwable refused(Throwable failure) {
    return failure instanceof UpgradeRejectedException rejected
        ? new UpgradeRefused(
            new Reply(
                rejected.getStatus(),
                Optional.ofNullable(rejected.getHeaders()).map(h -> h.get("Date")),
                Optional.ofNullable(rejected.getBody()).map(Object::toString).orElse("")))
        : failure;
  }

  private static Reply reply(HttpResponse<Buffer> response) {
    return new Reply(
        response.statusCode(),
        Optional.ofNullable(response.getHeader("Date")),
        Optional.ofNullable(response.bodyAsString()).orElse(""));
  }

  /** An open socket. */
  private record SocketConnection(WebSocketClientConnection socket, Inbox inbox)
      implements Connection {

    @Override
    public Multi<Message> messages() {
      return inbox.messages();
    }

    @Override
    public Uni<Void> send(String text) {
      return socket.sendText(text);
    }

    @Override
    public Uni<Void> close() {
      return socket.isClosed() ? Uni.createFrom().voidItem() : socket.close();
    }
  }
}
