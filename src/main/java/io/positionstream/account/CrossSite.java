package io.positionstream.account;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells requests that another site's page made a browser send. */
final class CrossSite {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private CrossSite() {}

  /**
   * Whether the request changes something and comes from elsewhere. {@code Sec-Fetch-Site} decides;
   * older browsers send {@code Origin}; what sends neither is no browser.
   *
   * @param host {@code host[:port]} the request was sent to
   */
  static boolean forges(
      String method, @Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
    return !SAFE.contains(method) && isForeign(fetchSite, origin, host);
  }

  /** Whether another site's page is behind the request, whatever it does. */
  static boolean isForeign(
      @Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
    if (fetchSite != null) {
      return !OWN.contains(fetchSite.toLowerCase(Locale.ROOT));
    }
    return origin != null && !sameAuthority(origin, host);
  }

  /** The scheme is left out: behind a proxy that ends TLS we do not see it. */
  private static boolean sameAuthority(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
