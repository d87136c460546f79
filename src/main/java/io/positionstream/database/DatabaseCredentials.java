package io.positionstream.database;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * User and password of the database, read anew for each new connection of either datasource. So a
 * password that a secret store replaces in the file of {@code DATABASE_URL_FILE} is used without a
 * restart; connections that are open live on.
 */
@ApplicationScoped
@Unremovable // found by its name only
@Named(DatabaseCredentials.NAME)
class DatabaseCredentials implements CredentialsProvider {

  static final String NAME = "database";

  private final DatabaseConfig config;
  private final Path home;
  private final Optional<String> url;
  private final Optional<String> urlFile;

  DatabaseCredentials(
      DatabaseConfig config,
      @ConfigProperty(name = "positionstream.home") Path home,
      @ConfigProperty(name = DatabaseSettings.URL) Optional<String> url,
      @ConfigProperty(name = DatabaseSettings.URL_FILE) Optional<String> urlFile) {
    this.config = config;
    this.home = home;
    this.url = url;
    this.urlFile = urlFile;
  }

  /** Reads a file: for callers that may block. The password is empty where there is none. */
  @Override
  public Map<String, String> getCredentials(String provider) {
    return config.embedded()
        ? credentials(EmbeddedPostgres.USER, ownPassword())
        : DatabaseSettings.address(url, urlFile)
            .map(address -> credentials(address.user(), address.password().orElse("")))
            .orElseThrow(() -> new IllegalStateException("DATABASE_URL is not set any more"));
  }

  /** For the event loop: reads on a worker. */
  @Override
  public Uni<Map<String, String>> getCredentialsAsync(String provider) {
    return Uni.createFrom()
        .item(() -> getCredentials(provider))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** Quarkus asks for the first time before there is a database, and connects later. */
  private String ownPassword() {
    DatabasePassword password = new DatabasePassword(home.resolve(EmbeddedPostgres.FOLDER));
    try {
      return password.exists() ? password.read() : "";
    } catch (IOException e) {
      throw new UncheckedIOException("the password of the embedded database cannot be read", e);
    }
  }

  private static Map<String, String> credentials(String user, String password) {
    return Map.of(USER_PROPERTY_NAME, user, PASSWORD_PROPERTY_NAME, password);
  }
}
