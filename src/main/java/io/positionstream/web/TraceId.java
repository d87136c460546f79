package io.positionstream.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request a trace id (W3C Trace Context), so that the lines it writes into the log can
 * be found together: the caller's, else one of our own. With OpenTelemetry switched on, that does
 * it instead. Runs on the event loop.
 */
@ApplicationScoped
class TraceId {

  /** As OpenTelemetry names it in the log. */
  static final String KEY = "traceId";

  /** After the headers are promised, before anything could answer or log. */
  private static final int EARLY = BrowserHeaders.BEFORE_ALL - 1;

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private final boolean traced;
  private final SecureRandom random = new SecureRandom();

  TraceId(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
    this.traced = !untraced;
  }

  void register(@Observes Filters filters) {
    if (!traced) {
      filters.register(this::name, EARLY);
    }
  }

  private void name(RoutingContext request) {
    MDC.put(KEY, of(request.request().getHeader("traceparent")));
    request.next();
  }

  /** The trace that a header names, else a fresh one; 32 digits of lower-case hex. */
  String of(@Nullable String traceparent) {
    Matcher named = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    if (named.matches()) {
      return named.group(1);
    }
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
