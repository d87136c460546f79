package io.positionstream.service;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client that keeps every answer that is not meant to hold a secret. */
final class Wiretap implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final List<String> heard = new ArrayList<>();
  private final StringBuffer streams = new StringBuffer();
  private final List<InputStream> open = new ArrayList<>();

  Wiretap(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  /** Sends, and keeps the answer with its headers: these must be clean. */
  HttpResponse<String> hear(String method, String path, Map<String, String> headers, String body)
      throws Exception {
    HttpResponse<String> response = send(method, path, headers, body);
    heard.add(response.statusCode() + " " + response.headers().map() + " " + response.body());
    return response;
  }

  /** Sends, and forgets: the answer is a new secret. */
  HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  JsonObject login(String body, Map<String, String> headers) throws Exception {
    HttpResponse<String> response = send("POST", "/api/v1/account/authenticate", headers, body);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body())
        .put("cookie", response.headers().firstValue("Set-Cookie").orElse(""));
  }

  /** Opens a stream and keeps every byte of it. */
  void listen(String path, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    headers.forEach(request::header);
    HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
    streams.append(response.statusCode()).append(' ').append(response.headers().map());
    open.add(response.body());
    CompletableFuture.runAsync(() -> drain(response.body()), Thread::startVirtualThread);
  }

  private void drain(InputStream in) {
    byte[] buffer = new byte[8_192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        streams.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      streams.append("cut");
    }
  }

  List<String> answers() {
    return heard;
  }

  String streamed() {
    return streams.toString();
  }

  @Override
  public void close() throws IOException {
    for (InputStream stream : open) {
      stream.close();
    }
    http.close();
  }
}
