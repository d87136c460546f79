package io.positionstream.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.golden.Scenario;
import io.positionstream.openapi.ApiContract;
import io.positionstream.stream.SseClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A client of the service, over real HTTP. */
final class Client {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String base;
  private String token = "";

  Client(int port) {
    this.base = "http://127.0.0.1:" + port + "/api/v1/account";
  }

  JsonNode authenticate(SimulatedExchange.Account account) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("api_key", account.keyId())
            .put("private_key", account.pem())
            .put("environment", "simulator");
    return authenticate(body.toString());
  }

  JsonNode authenticate(String body) {
    HttpResponse<String> response =
        send(
            request("/authenticate")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    JsonNode session = Scenario.json(response.body());
    token = session.get("token").asText();
    return session;
  }

  String token() {
    return token;
  }

  void token(String other) {
    token = other;
  }

  JsonNode positions() {
    return json(request("/positions").GET());
  }

  JsonNode portfolio() {
    return json(request("/portfolio").GET());
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> get(String path, String accept) {
    return send(request(path).header("Accept", accept).GET());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  private JsonNode json(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return Scenario.json(response.body());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      checked(answer, answer.body());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void checked(HttpResponse<?> answer, String body) {
    ApiContract.answered(
        answer.request().method(),
        answer.uri().getPath(),
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(null),
        body);
  }

  /** Opens the stream; {@code lastEventId} is empty for a new one. */
  Stream stream(String lastEventId) {
    HttpRequest.Builder request = request("/sse/positions");
    return open(lastEventId.isEmpty() ? request : request.header("Last-Event-ID", lastEventId));
  }

  Stream streamWithCookie(String cookie) {
    return open(request("/sse/positions").header("Cookie", cookie));
  }

  Stream streamAt(String path) {
    return open(request(path));
  }

  private static Stream open(HttpRequest.Builder request) {
    request.header("Accept", "text/event-stream");
    try {
      HttpResponse<InputStream> response =
          HTTP.send(request.GET().build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        checked(response, body);
        throw new AssertionError(response.statusCode() + " " + body);
      }
      checked(response, "");
      return new Stream(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An open stream, read on a thread of its own. */
  static final class Stream implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final SseClient client = new SseClient();
    private final StringBuilder raw = new StringBuilder();
    private final CompletableFuture<Void> ended;
    private boolean cut;

    private Stream(HttpResponse<InputStream> response) {
      this.response = response;
      this.ended = CompletableFuture.runAsync(this::read, Thread::startVirtualThread);
    }

    private void read() {
      byte[] buffer = new byte[8_192];
      try (InputStream in = response.body()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          String text = new String(buffer, 0, n, StandardCharsets.UTF_8);
          synchronized (this) {
            raw.append(text);
            client.read(text);
          }
        }
      } catch (IOException e) {
        // Cut, by us or by the server: either way the stream is over.
        synchronized (this) {
          cut = true;
          client.cut();
        }
      }
    }

    /** Looks at what has been received so far. */
    synchronized <T> T see(Function<SseClient, T> look) {
      if (ended.isCompletedExceptionally()) {
        // A promise was broken while nobody looked.
        ended.join();
      }
      return look.apply(client);
    }

    List<String> types() {
      return see(s -> List.copyOf(s.types()));
    }

    List<JsonNode> facts() {
      return see(SseClient::facts);
    }

    Map<String, JsonNode> positions() {
      return see(s -> new TreeMap<>(s.positions()));
    }

    synchronized String raw() {
      return raw.toString();
    }

    HttpResponse<InputStream> response() {
      return response;
    }

    /** Whether it ended without the end that HTTP asks for. */
    synchronized boolean wasCut() {
      return cut;
    }

    boolean isOver() {
      return ended.isDone();
    }

    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
