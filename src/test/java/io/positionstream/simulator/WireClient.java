package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A member's program: signs what it sends to the simulator, and drives the control surface. */
final class WireClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final int port;
  private final String keyId;
  private final PrivateKey key;

  WireClient(int port, String keyId, String pem) throws Exception {
    this.port = port;
    this.keyId = keyId;
    this.key = RsaKeys.fromPem(pem).getPrivate();
  }

  String keyId() {
    return keyId;
  }

  HttpResponse<String> get(String path) throws Exception {
    return get(path, System.currentTimeMillis(), keyId);
  }

  HttpResponse<String> get(String path, long timestamp, String asKey) throws Exception {
    String signature = sign(timestamp + "GET" + path.replaceFirst("\\?.*", ""));
    HttpRequest request =
        HttpRequest.newBuilder(uri("http", port, path))
            .header("KALSHI-ACCESS-KEY", asKey)
            .header("KALSHI-ACCESS-TIMESTAMP", Long.toString(timestamp))
            .header("KALSHI-ACCESS-SIGNATURE", signature)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  Listener connect() throws Exception {
    long timestamp = System.currentTimeMillis();
    Listener listener = new Listener();
    listener.socket =
        HTTP.newWebSocketBuilder()
            .header("KALSHI-ACCESS-KEY", keyId)
            .header("KALSHI-ACCESS-TIMESTAMP", Long.toString(timestamp))
            .header("KALSHI-ACCESS-SIGNATURE", sign(timestamp + "GET/trade-api/ws/v2"))
            .buildAsync(uri("ws", port, "/trade-api/ws/v2"), listener)
            .join();
    return listener;
  }

  static HttpResponse<String> plainGet(int port, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("http", port, path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> control(int port, String path, JsonObject body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("http", port, "/sim/v1" + path))
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static HttpResponse<String> delete(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("http", port, "/sim/v1" + path)).DELETE().build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String scheme, int port, String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  private String sign(String text) throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /** Collects frames. */
  static final class Listener implements WebSocket.Listener {
    final List<String> frames = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final AtomicInteger pongs = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    void send(JsonObject command) {
      socket.sendText(command.encode(), true).join();
    }

    void close() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    List<JsonObject> ofType(String type) {
      return frames.stream()
          .map(JsonObject::new)
          .filter(f -> type.equals(f.getString("type")))
          .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        frames.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    CompletableFuture<?> ping() {
      return socket.sendPing(ByteBuffer.wrap(new byte[] {1}));
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      pongs.incrementAndGet();
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }
  }
}
