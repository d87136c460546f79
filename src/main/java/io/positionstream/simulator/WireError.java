package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;

/** An error answer of the exchange's REST interface, in one of the shapes that its clients meet. */
final class WireError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient JsonObject body;

  private WireError(int status, JsonObject body) {
    super(body.encode(), null, false, false);
    this.status = status;
    this.body = body;
  }

  /** The nested shape: authentication, and what is not there. */
  static WireError nested(int status, String code) {
    return new WireError(status, error(code));
  }

  static WireError unauthenticated(String code) {
    return nested(401, code);
  }

  /** A signature or key that is wrong rather than missing; {@code details} says which. */
  static WireError rejected(String details) {
    return new WireError(
        401,
        new JsonObject()
            .put(
                "error",
                new JsonObject()
                    .put("code", "authentication_error")
                    .put("message", "authentication_error")
                    .put("details", details)));
  }

  static WireError notFound() {
    return nested(404, "not_found");
  }

  /** The bare shape: a query parameter out of its bounds. */
  static WireError badParameter(String operation, String reason) {
    return new WireError(
        400,
        new JsonObject()
            .put("msg", "Parameter validation failed for " + operation + ": " + reason));
  }

  int status() {
    return status;
  }

  JsonObject body() {
    return body;
  }

  private static JsonObject error(String code) {
    return new JsonObject()
        .put("error", new JsonObject().put("code", code).put("message", code.replace('_', ' ')));
  }
}
