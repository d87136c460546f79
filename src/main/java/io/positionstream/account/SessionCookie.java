package io.positionstream.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The session in a browser: unreadable for scripts, never sent by another site's pages. */
@ApplicationScoped
class SessionCookie {

  private final SessionConfig config;

  SessionCookie(SessionConfig config) {
    this.config = config;
  }

  String name() {
    return config.cookieName();
  }

  /** Adds the cookie to the answer; the head must not have been written. */
  void set(RoutingContext context, String token) {
    context.response().addCookie(cookie(context, token, config.expirationHours() * 3600L));
  }

  /** Takes the cookie away from the browser. */
  void clear(RoutingContext context) {
    context.response().addCookie(cookie(context, "", 0));
  }

  private Cookie cookie(RoutingContext context, String value, long maxAgeSeconds) {
    return Cookie.cookie(name(), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(isHttps(context))
        .setMaxAge(maxAgeSeconds);
  }

  /** Also behind a trusted proxy, whose X-Forwarded-Proto Quarkus has put into the scheme. */
  private static boolean isHttps(RoutingContext context) {
    return context.request().isSSL() || "https".equals(context.request().scheme());
  }
}
