package io.positionstream.account;

import io.positionstream.web.Https;
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
        .setSecure(wantsHttps() || Https.carried(context))
        .setMaxAge(maxAgeSeconds);
  }

  /** Browsers refuse cookies of such names that are not kept to https. */
  private boolean wantsHttps() {
    return name().startsWith("__Host-") || name().startsWith("__Secure-");
  }
}
