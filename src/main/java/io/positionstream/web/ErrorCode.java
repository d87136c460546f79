package io.positionstream.web;

import java.util.Locale;

/**
 * Everything that can be answered instead of what was asked for. The lower-case name is the stable
 * code that programs read; the rest is fixed by RFC 9110.
 */
public enum ErrorCode {
  INVALID_REQUEST(400, "Bad Request"),
  INVALID_PRIVATE_KEY(400, "Bad Request"),
  INVALID_CREDENTIALS(401, "Unauthorized"),
  NOT_AUTHENTICATED(401, "Unauthorized"),
  SESSION_EXPIRED(401, "Unauthorized"),
  SESSION_ENDED(401, "Unauthorized"),
  TOKEN_NOT_ALLOWED_IN_URL(401, "Unauthorized"),
  CROSS_SITE_REQUEST(403, "Forbidden"),
  FORBIDDEN(403, "Forbidden"),
  KEY_RESTRICTED(403, "Forbidden"),
  NOT_FOUND(404, "Not Found"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
  NOT_ACCEPTABLE(406, "Not Acceptable"),
  /** The body did not come in time. */
  REQUEST_TIMEOUT(408, "Request Timeout"),
  CONFLICT(409, "Conflict"),
  PAYLOAD_TOO_LARGE(413, "Content Too Large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
  /** A caller asks too often. */
  TOO_MANY_REQUESTS(429, "Too Many Requests"),
  /** This user has as many streams as a user may have. */
  TOO_MANY_STREAMS(429, "Too Many Requests"),
  INTERNAL_ERROR(500, "Internal Server Error"),
  EXCHANGE_ERROR(502, "Bad Gateway"),
  EXCHANGE_UNAVAILABLE(503, "Service Unavailable"),
  SERVICE_UNAVAILABLE(503, "Service Unavailable"),
  /** This instance has as many streams as it may have; another one may not. */
  TOO_MANY_STREAMS_HERE(503, "Service Unavailable", "too_many_streams"),
  EXCHANGE_TIMEOUT(504, "Gateway Timeout");

  private final int status;
  private final String title;
  private final String code;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
    this.code = name().toLowerCase(Locale.ROOT);
  }

  ErrorCode(int status, String title, String code) {
    this.status = status;
    this.title = title;
    this.code = code;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The value of the member {@code error}. */
  public String code() {
    return code;
  }
}
