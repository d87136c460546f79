package io.positionstream.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller shows to prove who it is. Hides the token. */
record Presented(String token, Via via) {

  /** How it came; decides who may use it where. */
  enum Via {
    HEADER,
    COOKIE,
    /** In the address: streams only. */
    QUERY
  }

  private static final String BEARER = "bearer ";

  /** The header, else the cookie: what is explicit beats what a browser sends by itself. */
  static Optional<Presented> of(RoutingContext request, String cookieName) {
    return all(request, cookieName).findFirst();
  }

  /** The header, then the cookie, each if there is one. */
  static Stream<Presented> all(RoutingContext request, String cookieName) {
    return Stream.of(inHeader(request), inCookie(request, cookieName)).flatMap(Optional::stream);
  }

  private static Optional<Presented> inHeader(RoutingContext request) {
    String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(new Presented(header.substring(BEARER.length()).strip(), Via.HEADER));
    }
    return Optional.empty();
  }

  private static Optional<Presented> inCookie(RoutingContext request, String cookieName) {
    Cookie cookie = request.request().getCookie(cookieName);
    return Optional.ofNullable(cookie)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty())
        .map(value -> new Presented(value, Via.COOKIE));
  }

  /** The token in the address. */
  static Optional<Presented> inUrl(RoutingContext request) {
    List<String> tokens = request.queryParam("token");
    return tokens.isEmpty()
        ? Optional.empty()
        : Optional.of(new Presented(tokens.getFirst(), Via.QUERY));
  }

  @Override
  public String toString() {
    return "Presented[" + via + ", hidden]";
  }
}
