package io.positionstream.database;

import io.positionstream.database.DatabaseUrl.Login;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Derives the settings of both datasources from {@code DATABASE_URL} (or the file that {@code
 * DATABASE_URL_FILE} names) and from the user that {@code DATABASE_USER} names, except the
 * password: that is what {@link DatabaseCredentials} is asked for. Without either, the service
 * brings a PostgreSQL of its own on a free loopback port; the port is chosen once per JVM and kept
 * in a system property, so that every configuration made in this JVM, also after a live reload,
 * means the same database.
 *
 * <p>Overrides application.properties and is overridden by the environment.
 */
public final class DatabaseSettings implements ConfigSourceFactory {

  static final String PORT = "database.embedded-port";
  private static final int ORDINAL = 275;
  static final String URL = "DATABASE_URL";
  static final String URL_FILE = "DATABASE_URL_FILE";
  static final String USER = "DATABASE_USER";
  static final String PASSWORD = "DATABASE_PASSWORD";
  static final String PASSWORD_FILE = "DATABASE_PASSWORD_FILE";

  /**
   * @throws ConfigurationException if the address is malformed or its file cannot be read; it ends
   *     the start with its message alone
   */
  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    try {
      return List.of(
          new Derived(
              address(context)
                  .map(DatabaseSettings::external)
                  .orElseGet(() -> embedded(port(context)))));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  private static Optional<DatabaseUrl> address(ConfigSourceContext context) {
    return address(
        value(context, URL),
        value(context, URL_FILE),
        login(value(context, USER), value(context, PASSWORD), value(context, PASSWORD_FILE)));
  }

  /**
   * What is said of who connects beside the address, the password as it is in its file now.
   *
   * @throws IllegalArgumentException if that cannot be read
   */
  static Login login(Optional<String> user, Optional<String> password, Optional<String> file) {
    return new Login(
        user.filter(name -> !name.isBlank()),
        password
            .filter(text -> !text.isBlank())
            // An editor's last line end is no part of it.
            .or(() -> file.map(name -> read(PASSWORD_FILE, name).replaceFirst("\\R\\z", ""))));
  }

  /**
   * The address itself, else the one in the file as it is now.
   *
   * @throws IllegalArgumentException if it is malformed or its file cannot be read
   */
  static Optional<DatabaseUrl> address(Optional<String> url, Optional<String> file, Login login) {
    return url.filter(text -> !text.isBlank())
        .map(text -> DatabaseUrl.parse(URL, text, login))
        .or(() -> file.map(name -> DatabaseUrl.parse(URL_FILE, read(URL_FILE, name), login)));
  }

  private static String read(String variable, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          variable + " names a file that cannot be read: " + file + ".", e);
    }
  }

  private static Map<String, String> external(DatabaseUrl url) {
    return settings(url, Map.of("database.embedded", "false"));
  }

  private static Map<String, String> embedded(int port) {
    DatabaseUrl url =
        new DatabaseUrl("127.0.0.1:" + port + "/postgres", EmbeddedPostgres.USER, Optional.empty());
    return settings(url, Map.of("database.embedded", "true", PORT, Integer.toString(port)));
  }

  private static Map<String, String> settings(DatabaseUrl url, Map<String, String> more) {
    var all = new java.util.HashMap<>(more);
    all.put("quarkus.datasource.reactive.url", url.reactive());
    all.put("quarkus.datasource.jdbc.url", url.jdbc());
    all.put("quarkus.datasource.username", url.user());
    return Map.copyOf(all);
  }

  private static synchronized int port(ConfigSourceContext context) {
    Optional<String> chosen = value(context, PORT);
    if (chosen.isPresent()) {
      return Integer.parseInt(chosen.get());
    }
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty(PORT, Integer.toString(probe.getLocalPort()));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port for the embedded database", e);
    }
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return Optional.ofNullable(value == null ? null : value.getValue())
        .filter(text -> !text.isBlank());
  }

  /**
   * Lists one name only: what is listed at build time is recorded in the package; but without any,
   * Quarkus does not notice that a user is configured.
   */
  private record Derived(Map<String, String> settings) implements ConfigSource {

    @Override
    public Set<String> getPropertyNames() {
      return Set.of("quarkus.datasource.username");
    }

    @Override
    public @Nullable String getValue(String name) {
      return settings.get(name);
    }

    @Override
    public String getName() {
      return "DATABASE_URL";
    }

    @Override
    public int getOrdinal() {
      return ORDINAL;
    }

    @Override
    public String toString() {
      return getName();
    }
  }
}
