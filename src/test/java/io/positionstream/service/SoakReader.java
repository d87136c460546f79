package io.positionstream.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.golden.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A stream that is read for long: merges as the contract says, keeps nothing but the state and the
 * facts, comes back with its cursor whenever it was cut, and notes every broken promise.
 */
final class SoakReader implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread);

  private final String name;
  private final URI address;
  private final String token;
  private final Map<String, ObjectNode> positions = new TreeMap<>();
  private final Map<String, JsonNode> fills = new LinkedHashMap<>();
  private final Map<String, JsonNode> settlements = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private JsonNode portfolio = Scenario.json("{}");
  private String lastEventId = "";
  private String line = "";
  private long seq = -1;
  private long factSeq = -1;
  private long messages;
  private int lives;
  private int snapshots;
  private int resumptions;
  private boolean closed;
  private InputStream body = InputStream.nullInputStream();

  SoakReader(String name, int port, String token) {
    this.name = name;
    this.address = URI.create("http://127.0.0.1:" + port + "/api/v1/account/sse/positions");
    this.token = token;
  }

  /** Opens the stream and reads it, on threads of its own, until it is closed. */
  void open() {
    Thread.startVirtualThread(this::connection);
  }

  private void connection() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .timeout(PATIENCE);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() == 200) {
        read(response.body());
      } else {
        problem("stream refused with " + response.statusCode());
      }
    } catch (IOException e) {
      // Cut, by us or by the server: either way it goes on where it was.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      problem("stream not understood: " + e);
    }
    again();
  }

  private synchronized void again() {
    if (!closed) {
      LATER.execute(this::connection);
    }
  }

  private void read(InputStream stream) throws IOException {
    synchronized (this) {
      body = stream;
    }
    var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    String id = "";
    String data = "";
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      if (text.startsWith("id: ")) {
        id = text.substring(4);
      } else if (text.startsWith("data: ")) {
        data = text.substring(6);
      } else if (text.isEmpty()) {
        dispatch(id, data);
        id = "";
        data = "";
      }
    }
  }

  private synchronized void dispatch(String id, String data) {
    if (!data.isEmpty()) {
      messages++;
      on(Scenario.json(data));
    }
    if (!id.isEmpty()) {
      lastEventId = id;
    }
  }

  private void on(JsonNode message) {
    JsonNode data = message.path("data");
    String type = message.get("type").asText();
    switch (type) {
      case "snapshot" -> snapshot(message);
      case "resumed" -> {
        resumptions++;
        advance(message);
      }
      case "position_update" -> {
        advance(message);
        positions.merge(
            data.get("ticker").asText(), data.deepCopy(), (old, update) -> old.setAll(update));
      }
      case "position_removed" -> {
        advance(message);
        positions.remove(message.get("ticker").asText());
      }
      case "portfolio_update" -> {
        advance(message);
        portfolio = data;
      }
      case "fill" -> fact(message, fills, data.get("trade_id").asText());
      case "settlement" -> fact(message, settlements, data.get("ticker").asText());
      case "connection_status" -> line(message.get("status").asText());
      default -> problem("unexpected message " + message);
    }
  }

  private void snapshot(JsonNode message) {
    snapshots++;
    positions.clear();
    message.get("positions").forEach(p -> positions.put(p.get("ticker").asText(), p.deepCopy()));
    portfolio = message.get("portfolio");
    seq = message.get("seq").asLong();
    factSeq = -1;
    line(message.at("/feed/status").asText());
  }

  private void line(String status) {
    if (status.equals("live") && !line.equals("live")) {
      lives++;
    }
    if (status.equals("rejected")) {
      problem("the line says that the key was refused");
    }
    line = status;
  }

  private void advance(JsonNode message) {
    long next = message.get("seq").asLong();
    if (next < seq) {
      problem("seq fell from " + seq + " to " + next);
    }
    seq = next;
  }

  private void fact(JsonNode message, Map<String, JsonNode> facts, String id) {
    long next = message.get("seq").asLong();
    if (next < factSeq) {
      problem("seq of facts fell from " + factSeq + " to " + next);
    }
    factSeq = next;
    if (facts.put(id, message.get("data")) != null) {
      problem("came twice: " + message);
    }
  }

  private synchronized void problem(String what) {
    problems.add(name + ": " + what);
  }

  /** Leaves in the middle of whatever is being said, and comes back. */
  void cut() {
    InputStream open;
    synchronized (this) {
      open = body;
    }
    try {
      open.close();
    } catch (IOException e) {
      problem("not closed: " + e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    cut();
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized Map<String, JsonNode> positions() {
    return new TreeMap<>(positions);
  }

  synchronized JsonNode portfolio() {
    return portfolio;
  }

  synchronized Map<String, JsonNode> fills() {
    return Map.copyOf(fills);
  }

  synchronized Map<String, JsonNode> settlements() {
    return Map.copyOf(settlements);
  }

  synchronized String line() {
    return line;
  }

  /** How often the line became live after it had been live before. */
  synchronized int reconnects() {
    return Math.max(0, lives - 1);
  }

  synchronized long messages() {
    return messages;
  }

  synchronized int snapshots() {
    return snapshots;
  }

  synchronized int resumptions() {
    return resumptions;
  }
}
