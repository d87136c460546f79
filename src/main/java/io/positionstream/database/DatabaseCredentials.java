package io.positionstream.database;

import io.positionstream.configuration.HomeConfig;
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

/**
 * User and password of the database, read anew for each new connection of either datasource. So a
 * password that a secret store replaces in the file of {@code DATABASE_URL_FILE} or {@code
 * DATABASE_PASSWORD_FILE} is used without a restart; connections that are open live on.
 */
@ApplicationScoped
@Unremovable // found by its name only
@Named(DatabaseCredentials.NAME)
class DatabaseCredentials implements CredentialsProvider {

  static final String NAME = "database";

  private final DatabaseConfig config;
  private final Path home;

  DatabaseCredentials(DatabaseConfig config, HomeConfig home) {
    this.config = config;
    this.home = home.home();
  }

  /** Reads a file: for callers that may block. The password is empty where there is none. */
  @Override
  public Map<String, String> getCredentials(String provider) {
    return config.embedded()
        ? credentials(EmbeddedPostgres.USER, ownPassword())
        : DatabaseSettings.address(
                config.url(),
                config.urlFile(),
                DatabaseSettings.login(config.user(), config.password(), config.passwordFile()))
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
