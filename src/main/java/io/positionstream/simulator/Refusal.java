package io.positionstream.simulator;

/** A request that the exchange does not carry out, for a reason the caller can mend. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  private Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "invalid_request", message);
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, "forbidden", message);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "not_found", message);
  }

  static Refusal conflict(String message) {
    return new Refusal(409, "conflict", message);
  }

  /** Anything else: {@code status} is the HTTP status to answer with. */
  static Refusal of(int status, String message) {
    return new Refusal(status, status < 500 ? "invalid_request" : "internal_error", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
