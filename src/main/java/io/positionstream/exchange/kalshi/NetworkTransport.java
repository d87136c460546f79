package io.positionstream.exchange.kalshi;

import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.quarkus.websockets.next.BasicWebSocketConnector.ExecutionModel;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The real network: Vert.x for REST, WebSockets Next for the socket. Thread-safe. */
final class NetworkTransport implements Transport {

  private static final Logger LOG = Logger.getLogger(NetworkTransport.class);

  /** Of an answer, decompressed; a full page has less than a tenth of it. */
  static final int LARGEST_BODY = 16 << 20;

  private final HttpClient client;

  /**
   * @param patience longest wait for a connection; who asks says how long an answer may take, and
   *     cancels
   */
  NetworkTransport(Vertx vertx, Duration patience) {
    this.client =
        vertx
            .getDelegate()
            .createHttpClient(
                new HttpClientOptions()
                    .setTrustAll(false)
                    .setVerifyHost(true)
                    .setDecompressionSupported(true)
                    .setConnectTimeout((int) patience.toMillis()));
  }

  @Override
  public Uni<Reply> get(URI uri, Map<String, String> headers) {
    return Uni.createFrom().emitter(emitter -> ask(uri, headers, emitter));
  }

  /** Given up by who asked, or cut short by us, the connection is closed: the rest may drip. */
  private void ask(URI uri, Map<String, String> headers, UniEmitter<? super Reply> emitter) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(uri.toString())
            // A redirect would take the signature to a host that nobody allowed.
            .setFollowRedirects(false)
            .putHeader(HttpHeaders.USER_AGENT, "position-stream");
    headers.forEach(options::putHeader);
    client
        .request(options)
        .compose(
            request -> {
              emitter.onTermination(request::reset);
              return request.send().compose(NetworkTransport::reply);
            })
        .onComplete(emitter::complete, emitter::fail);
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
            .onError(
                (connection, failure) -> inbox.breaks("socket failed: " + failure.getMessage()))
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

  private static Future<Reply> reply(HttpClientResponse response) {
    Promise<Reply> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .handler(
            part -> {
              if (body.length() + part.length() > LARGEST_BODY) {
                whole.tryFail(new IOException("answer of more than " + LARGEST_BODY + " bytes"));
              } else {
                body.appendBuffer(part);
              }
            })
        .exceptionHandler(whole::tryFail)
        .endHandler(
            end ->
                whole.tryComplete(
                    new Reply(
                        response.statusCode(),
                        Optional.ofNullable(response.getHeader(HttpHeaders.DATE)),
                        body.toString())));
    return whole.future();
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
