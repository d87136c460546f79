package io.positionstream.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.golden.Scenario;
import io.positionstream.openapi.ApiContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client as the contract describes it: merges by ticker, remembers the last id, and complains
 * when a promise is broken.
 */
public final class SseClient {

  private final Map<String, ObjectNode> positions = new TreeMap<>();
  private final List<JsonNode> facts = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private String lastEventId = "";
  private long seq = -1;
  private String unread = "";

  /** Bytes from the socket, in pieces of any size. */
  public void read(String text) {
    unread += text;
    for (int end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
      dispatch(unread.substring(0, end));
      unread = unread.substring(end + 2);
    }
  }

  /** The connection was cut: what was not dispatched is lost. */
  public void cut() {
    unread = "";
  }

  private void dispatch(String event) {
    StringBuilder data = new StringBuilder();
    String id = lastEventId;
    for (String line : event.split("\n")) {
      if (line.startsWith("data: ")) {
        data.append(line.substring(6));
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      }
    }
    lastEventId = id;
    if (!data.isEmpty()) {
      ApiContract.told(data.toString());
      on(Scenario.json(data.toString()));
    }
  }

  private void on(JsonNode message) {
    String type = message.get("type").asText();
    types.add(type);
    switch (type) {
      case "snapshot" -> {
        positions.clear();
        message
            .get("positions")
            .forEach(p -> positions.put(p.get("ticker").asText(), p.deepCopy()));
        seq = message.get("seq").asLong();
      }
      case "position_update" -> {
        advance(message);
        JsonNode data = message.get("data");
        positions.merge(
            data.get("ticker").asText(), data.deepCopy(), (old, update) -> old.setAll(update));
      }
      case "position_removed" -> {
        advance(message);
        positions.remove(message.get("ticker").asText());
      }
      case "fill", "settlement" -> facts.add(message);
      case "portfolio_update", "resumed" -> advance(message);
      case "connection_status", "error" -> {}
      default -> throw new AssertionError("unknown message " + message);
    }
  }

  private void advance(JsonNode message) {
    long next = message.get("seq").asLong();
    if (next < seq) {
      throw new AssertionError("seq fell from " + seq + " to " + next);
    }
    seq = next;
  }

  public Map<String, ObjectNode> positions() {
    return positions;
  }

  /** Data of all fills and settlements so far, in order. */
  public List<JsonNode> facts() {
    return facts.stream().map(message -> message.get("data")).toList();
  }

  /** The same, as whole messages. */
  public List<JsonNode> factMessages() {
    return List.copyOf(facts);
  }

  /** Types of all messages so far, in order. */
  public List<String> types() {
    return types;
  }

  public String lastEventId() {
    return lastEventId;
  }

  public long seq() {
    return seq;
  }
}
