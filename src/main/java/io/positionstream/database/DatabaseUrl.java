package io.positionstream.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A database address as operators write it: {@code postgresql://user:password@host:port/db?params}.
 * User and password may be percent-encoded; the port defaults to 5432. Hides its password.
 *
 * @param address {@code host:port/db?params}, still encoded: both drivers read that form
 */
record DatabaseUrl(String address, String user, Optional<String> password) {

  private static final int DEFAULT_PORT = 5432;

  /** Who connects, as far as that is said beside the address. */
  record Login(Optional<String> user, Optional<String> password) {

    static final Login NONE = new Login(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
      return "Login";
    }
  }

  /**
   * Reads the text form; what is said beside it takes the place of what stands there.
   *
   * @param variable the setting it came from; failures name it and never repeat the value
   * @throws IllegalArgumentException if the text is not such an address
   */
  static DatabaseUrl parse(String variable, String text, Login login) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      // The cause is dropped on purpose: its message repeats the address, password included.
      throw malformed(variable, "special characters in user and password must be percent-encoded");
    }
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw malformed(variable, "it must begin with postgresql://");
    }
    if (uri.getHost() == null) {
      throw malformed(variable, "the host is missing, or a special character is not encoded");
    }
    if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
      throw malformed(variable, "the database name is missing");
    }
    String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = userInfo.indexOf(':');
    String inside = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String user = login.user().orElse(inside);
    if (user.isEmpty()) {
      throw malformed(variable, "the user is missing");
    }
    Optional<String> password =
        login
            .password()
            .or(
                () ->
                    colon < 0
                        ? Optional.empty()
                        : Optional.of(decoded(userInfo.substring(colon + 1))));
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new DatabaseUrl(uri.getHost() + ":" + port + uri.getRawPath() + query, user, password);
  }

  String jdbc() {
    return "jdbc:postgresql://" + address;
  }

  String reactive() {
    return "vertx-reactive:postgresql://" + address;
  }

  @Override
  public String toString() {
    return "DatabaseUrl[" + address.replaceFirst("\\?.*", "") + "]";
  }

  private static String decoded(String raw) {
    // A plus is itself in this part of an address, not a space.
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException malformed(String variable, String why) {
    return new IllegalArgumentException(
        variable
            + " is not an address like postgresql://user:password@host:5432/database: "
            + why
            + ".");
  }
}
