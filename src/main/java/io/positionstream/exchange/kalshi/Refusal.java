package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.KeyRestricted;
import io.positionstream.exchange.ExchangeFailure.NotFound;
import io.positionstream.exchange.ExchangeFailure.TimedOut;
import io.positionstream.exchange.ExchangeFailure.Unavailable;
import io.positionstream.exchange.ExchangeFailure.Unexpected;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Kalshi says when it does not give what was asked. It does so in four JSON shapes, in HTML,
 * or not at all: nested {@code {"error":{...}}}, flat {@code {"code":...}}, bare {@code
 * {"msg":...}}, and {@code {"error":"text"}}.
 *
 * @param code machine-readable word, shortened, empty if there is none
 * @param text code, message and details for people, shortened
 */
record Refusal(int status, String code, String text) {

  private static final int LONGEST_TEXT = 200;

  static Refusal of(Reply reply) {
    JsonNode body = parse(reply.body());
    JsonNode error = body.path("error");
    JsonNode said = error.isObject() ? error : body;
    String text =
        Stream.of(
                said.path("code"),
                said.path("message"),
                said.path("details"),
                said.path("msg"),
                said.path("error"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .map(Refusal::shown)
            .filter(word -> !word.isBlank())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Refusal(reply.status(), shown(said.path("code").asText("")), shown(text));
  }

  /** What comes from outside goes into logs and reasons: one line, and not a long one. */
  static String shown(String text) {
    String start = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    return start.replaceAll("\\p{Cntrl}", " ").strip();
  }

  /** Not JSON, or empty: says nothing. */
  private static JsonNode parse(String body) {
    try {
      return Wire.JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return Wire.JSON.missingNode();
    }
  }

  /** Whether the signature may only have been too old or too young. */
  boolean clockIsOff() {
    return status == 401 && code.equals("header_timestamp_expired");
  }

  /** Whether the same question may be answered a little later. */
  boolean mayPass() {
    return status == 429 || status >= 500;
  }

  ExchangeFailure failure(String asked) {
    String message =
        asked + " was answered with status " + status + (text.isEmpty() ? "" : ": " + text);
    // Gateways have numbers of their own (520, 524): any server error may pass.
    // Clocks that differ are nobody's key: the next attempt measures the difference again.
    if (mayPass() || clockIsOff()) {
      return new Unavailable(message, null);
    }
    return switch (status) {
      case 401 -> new KeyRefused(message);
      case 403 -> new KeyRestricted(message);
      case 404 -> new NotFound(message);
      default -> new Unexpected(message, null);
    };
  }

  /** Whatever happened while {@code asked} was under way, as a failure of the port. */
  static ExchangeFailure failure(String asked, Throwable cause) {
    return switch (cause) {
      case ExchangeFailure known -> known;
      case UpgradeRefused refused when refused.reply().status() == 401 ->
          Refusal.of(refused.reply()).failure(asked);
      case UpgradeRefused refused -> new Unavailable(asked + ": " + refused.getMessage(), refused);
      case TimeoutException _ -> new TimedOut(asked + " was not answered in time");
      case IllegalArgumentException odd -> new Unexpected(asked + ": " + odd.getMessage(), odd);
      case JsonProcessingException odd ->
          new Unexpected(asked + ": " + odd.getOriginalMessage(), odd);
      case IOException io -> new Unavailable(asked + " failed: " + io.getMessage(), io);
      default -> new Unavailable(asked + " failed: " + words(cause), cause);
    };
  }

  /** People read it: a name of a class says nothing, unless there is nothing else. */
  private static String words(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }
}
