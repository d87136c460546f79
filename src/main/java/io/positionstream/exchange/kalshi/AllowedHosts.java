package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.KalshiConfig.Environment;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where signed requests may go: a wrong address would tell somebody else who we are and what we
 * ask. Every enabled environment has a list of hosts and is reached by TLS only; one that is marked
 * as local may do without, and is on loopback or nowhere.
 */
final class AllowedHosts {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private AllowedHosts() {}

  /**
   * Checks both addresses of an environment.
   *
   * @throws IllegalStateException naming the variable and what it should hold
   */
  static void check(String name, Environment environment) {
    String prefix = "KALSHI_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    check(prefix, "_REST_URL", "https", "http", environment.restUrl(), environment);
    check(prefix, "_WS_URL", "wss", "ws", environment.wsUrl(), environment);
  }

  private static void check(
      String prefix, String suffix, String safe, String plain, URI uri, Environment environment) {
    String variable = prefix + suffix;
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (host.isEmpty() || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
      throw refused(variable, "must be " + safe + "://host/path, without user and query");
    }
    boolean tls = safe.equals(uri.getScheme());
    if (environment.local()) {
      if (!LOOPBACK.contains(host)) {
        throw refused(variable, "names " + host + "; a local environment is on loopback only");
      }
      if (!tls && !plain.equals(uri.getScheme())) {
        throw refused(variable, "must begin with " + plain + ":// or " + safe + "://");
      }
      return;
    }
    if (!tls) {
      throw refused(variable, "must begin with " + safe + "://");
    }
    if (environment.hosts().stream().noneMatch(host::equalsIgnoreCase)) {
      throw refused(
          variable, "names " + host + ", which is not one of the hosts in " + prefix + "_HOSTS");
    }
  }

  private static IllegalStateException refused(String variable, String what) {
    return new IllegalStateException(variable + " " + what + ".");
  }
}
