package io.positionstream.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the document and the behaviour together: every answer and every message of the stream that
 * a test sees is validated against the document. What is not documented fails the test. Remembers
 * in a file what was seen, whichever class loader saw it.
 */
public final class ApiContract {

  /** One file of all test classes of a build. */
  static final Path SEEN = Path.of("target", "api-contract-seen.txt");

  private static final ApiDocument DOCUMENT = ApiDocument.get();
  private static final Set<String> REMEMBERED = ConcurrentHashMap.newKeySet();
  private static final String PROBLEM = "application/problem+json";

  /** What any address may answer to what is no request to it. */
  private static final Set<Integer> GENERAL = Set.of(400, 404, 405, 408, 413, 431);

  private ApiContract() {}

  /**
   * Checks one answer.
   *
   * @param path without the query
   * @param contentType as the header says; null without a body
   * @throws AssertionError if it is not as documented
   */
  public static void answered(
      String method, String path, int status, String contentType, String body) {
    Optional<String> operation = DOCUMENT.operation(method, path);
    Optional<JsonNode> documented = operation.flatMap(name -> DOCUMENT.answer(name, status));
    String what = method + " " + path + " answered " + status + " " + contentType;
    if (documented.isPresent()) {
      remember(operation.get() + " " + status);
      check(what, documented.get(), contentType, body);
    } else if (method.equals("HEAD") || method.equals("TRACE") || body.isEmpty()) {
      if (status < 400 && operation.isPresent()) {
        throw new AssertionError(what + ", which is not documented");
      }
    } else if (operation.isPresent() && status != 400) {
      throw new AssertionError(what + ", which is not documented: " + body);
    } else if (isOurs(path)) {
      if (!GENERAL.contains(status)) {
        throw new AssertionError(what + ", which is not documented: " + body);
      }
      problem(what, contentType, body);
    }
  }

  /** Checks what one {@code data:} line of the stream holds. */
  public static void told(String json) {
    JsonNode message = parsed("the stream told", json);
    List<String> errors = DOCUMENT.errors(DOCUMENT.component("schemas", "StreamMessage"), message);
    if (!errors.isEmpty()) {
      // Of nine kinds only one is meant: its own errors say more.
      throw new AssertionError("the stream told " + json + "\n" + String.join("\n", errors));
    }
    remember("MESSAGE " + message.get("type").asText());
  }

  private static boolean isOurs(String path) {
    return path.startsWith("/api/") || DOCUMENT.knows(path);
  }

  private static void check(String what, JsonNode response, String contentType, String body) {
    JsonNode content = response.get("content");
    if (body.isEmpty() && what.contains(" answered 431 ")) {
      return; // By Vert.x, before anybody can write a body; documented in words.
    }
    if (content == null) {
      if (!body.isEmpty()) {
        throw new AssertionError(what + " with a body, which is not documented: " + body);
      }
      return;
    }
    String type = contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    JsonNode media = content.get(type);
    if (media == null) {
      throw new AssertionError(what + ", a type that is not documented: " + body);
    }
    // Streams are checked message by message.
    if (!type.equals("text/event-stream")) {
      validate(what, media.get("schema"), type, body);
    }
  }

  private static void problem(String what, String contentType, String body) {
    if (contentType == null || !contentType.startsWith(PROBLEM)) {
      throw new AssertionError(what + " instead of " + PROBLEM + ": " + body);
    }
    validate(what, DOCUMENT.component("schemas", "Problem"), PROBLEM, body);
  }

  private static void validate(String what, JsonNode schema, String type, String body) {
    JsonNode value = type.endsWith("json") ? parsed(what, body) : TextNode.valueOf(body);
    List<String> errors = DOCUMENT.errors(schema, value);
    if (!errors.isEmpty()) {
      throw new AssertionError(what + "\n" + String.join("\n", errors) + "\n" + body);
    }
  }

  private static JsonNode parsed(String what, String json) {
    try {
      return ApiDocument.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(what + ", which is no JSON: " + json, e);
    }
  }

  private static void remember(String seen) {
    if (REMEMBERED.add(seen)) {
      try {
        Files.createDirectories(SEEN.getParent());
        Files.writeString(SEEN, seen + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
