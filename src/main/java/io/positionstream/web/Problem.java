package io.positionstream.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error answer (RFC 9457): the same body whether JAX-RS or a plain Vert.x route writes it.
 *
 * @param message one sentence for people; never a secret, a stack trace or a class name
 * @param violations what is wrong with which field; empty unless the request is invalid
 * @param incident what the log calls this failure; only when the fault is ours
 * @param retryAfter when asking again makes sense, in whole seconds
 */
public record Problem(
    ErrorCode error,
    String message,
    List<Violation> violations,
    Optional<String> incident,
    Optional<Duration> retryAfter) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** One field of a request and what it should have been. */
  public record Violation(String field, String message) {}

  public Problem {
    violations = List.copyOf(violations);
  }

  /** A problem that needs no more than its sentence. */
  public static Problem of(ErrorCode error, String message) {
    return new Problem(error, message, List.of(), Optional.empty(), Optional.empty());
  }

  /** A request whose fields do not say what they should. */
  public static Problem invalid(List<Violation> violations) {
    String message = violations.size() == 1 ? "A field is invalid." : "Some fields are invalid.";
    return new Problem(
        ErrorCode.INVALID_REQUEST, message, violations, Optional.empty(), Optional.empty());
  }

  /** Our own failure, findable in the log by {@code incident}. */
  static Problem internal(String incident) {
    return new Problem(
        ErrorCode.INTERNAL_ERROR,
        "Something went wrong on our side.",
        List.of(),
        Optional.of(incident),
        Optional.empty());
  }

  /** The same problem with a {@code Retry-After}. */
  public Problem retryAfter(Duration delay) {
    return new Problem(error, message, violations, incident, Optional.of(delay));
  }

  /** Ready to be thrown or to fail a {@code Uni} with. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The body, in the order people read it. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", error.title())
            .put("status", error.status())
            .put("error", error.code())
            .put("message", message);
    if (!violations.isEmpty()) {
      JsonArray list = new JsonArray();
      violations.forEach(
          v -> list.add(new JsonObject().put("field", v.field()).put("message", v.message())));
      json.put("violations", list);
    }
    incident.ifPresent(id -> json.put("incident", id));
    return json;
  }

  /** Answers a plain Vert.x request; does nothing if an answer has begun. */
  public void writeTo(RoutingContext context) {
    var response = context.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    response
        .setStatusCode(error.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    retryAfter.ifPresent(d -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(d)));
    response.end(toJson().toBuffer());
  }

  Response toResponse() {
    var response =
        Response.status(error.status())
            .type(MEDIA_TYPE)
            .header("Cache-Control", "no-store")
            .entity(toJson().encode());
    retryAfter.ifPresent(d -> response.header("Retry-After", seconds(d)));
    return response.build();
  }

  private static String seconds(Duration delay) {
    return Long.toString(Math.max(1, delay.toSeconds()));
  }
}
