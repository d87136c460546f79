package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;

/** An answer to a {@link Call}, still without its {@code Date}. */
record Reply(int status, String contentType, String body) {

  static Reply json(int status, JsonObject body) {
    return new Reply(status, "application/json", body.encode());
  }

  static Reply of(WireError error) {
    return json(error.status(), error.body());
  }

  /** A page as a proxy in front of the exchange writes it. */
  static Reply html(int status, String title) {
    String page =
        "<html>\r\n<head><title>%1$s</title></head>\r\n<body>\r\n<h1>%1$s</h1>\r\n</body>\r\n</html>\r\n";
    return new Reply(status, "text/html", page.formatted(title));
  }

  /** No body at all. */
  static Reply empty(int status) {
    return new Reply(status, "text/plain", "");
  }
}
