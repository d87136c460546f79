package io.positionstream.web;

import io.vertx.ext.web.RoutingContext;

/** Tells how a request came to us. */
public final class Https {

  private Https() {}

  /**
   * Whether the client speaks https: to us, or to a trusted proxy, whose {@code X-Forwarded-Proto}
   * Quarkus has put into the scheme.
   */
  public static boolean carried(RoutingContext context) {
    return context.request().isSSL() || "https".equals(context.request().scheme());
  }
}
