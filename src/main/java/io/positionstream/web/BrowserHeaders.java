package io.positionstream.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/**
 * What browsers are told with every answer, whoever writes it: resources, plain routes, the stream,
 * errors. It is set when the head is written, so nobody in between can lose it.
 */
@ApplicationScoped
class BrowserHeaders {

  /** Earlier than everything that could answer. */
  static final int BEFORE_ALL = 20_000;

  /** Pages of our own origin, their files and nothing inline; framed by nobody. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** A page of the framework to try the API in, off by default: its scripts are inline. */
  static final String TRYING_OUT = "/q/swagger-ui";

  private static final String INLINE =
      CONTENT_SECURITY_POLICY
          + "; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** Somebody's money, or the state of the service: in no cache. */
  private static final List<String> NEVER_STORED = List.of("/api/", "/q/", "/health");

  /** Named by their content: whoever has one has it for good. */
  private static final String HASHED_FILES = "/assets/";

  /** Whoever attacks would like to know what answers. */
  private static final List<String> NEVER_SENT = List.of("Server", "X-Powered-By");

  private final WebConfig config;

  BrowserHeaders(WebConfig config) {
    this.config = config;
  }

  void register(@Observes Filters filters) {
    filters.register(this::promise, BEFORE_ALL);
  }

  private void promise(RoutingContext context) {
    context.addHeadersEndHandler(v -> set(context, context.response().headers()));
    context.next();
  }

  private void set(RoutingContext context, MultiMap headers) {
    ALWAYS.forEach(headers::set);
    NEVER_SENT.forEach(headers::remove);
    if (Https.carried(context)) {
      headers.set("Strict-Transport-Security", config.strictTransportSecurity());
    }
    String path = context.normalizedPath();
    if (config.swaggerUi() && path.startsWith(TRYING_OUT)) {
      headers.set("Content-Security-Policy", INLINE);
    }
    if (context.response().getStatusCode() >= 400
        || NEVER_STORED.stream().anyMatch(path::startsWith)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    } else if (path.startsWith(HASHED_FILES)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
    } else if (isPage(headers)) {
      // It names the hashed files of one build: asked for anew each time.
      headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
  }

  private static boolean isPage(MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("text/html");
  }
}
