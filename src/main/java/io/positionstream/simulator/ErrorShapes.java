package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Error answers in all shapes that the exchange, or what stands before it, is known to give. */
final class ErrorShapes {
  static final Reply TOO_MANY = Reply.json(429, new JsonObject().put("error", "too many requests"));
  static final Reply UNAUTHORIZED = Reply.of(WireError.rejected("NOT_FOUND"));
  static final Reply BAD_GATEWAY = Reply.html(502, "502 Bad Gateway");
  static final Reply WEB_PAGE = Reply.html(200, "Please wait");

  private static final Reply NESTED = Reply.of(WireError.nested(500, "internal_server_error"));
  private static final Reply CLOSED =
      Reply.json(
          503,
          new JsonObject()
              .put("code", "service_unavailable")
              .put("message", "the exchange is closed")
              .put("details", "maintenance"));
  private static final Reply BARE =
      Reply.json(
          400,
          new JsonObject().put("msg", "Parameter validation failed for GetAnything: no reason"));

  private static final List<Reply> ALL =
      List.of(NESTED, CLOSED, BARE, TOO_MANY, BAD_GATEWAY, Reply.empty(503));

  private ErrorShapes() {}

  /** Nested, flat, bare, a string, a web page, nothing; then again. */
  static Reply byTurns(long number) {
    return ALL.get(Math.floorMod(number, ALL.size()));
  }

  /** A closed exchange still answers for its status, in the status's own shape. */
  static Reply closed(String path, Instant resumes) {
    return path.equals(Protocol.REST_PATH + "/exchange/status")
        ? Reply.json(503, ExchangeRoutes.closed(resumes))
        : CLOSED;
  }
}
