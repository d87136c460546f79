package io.positionstream.database;

import static io.quarkus.credentials.CredentialsProvider.PASSWORD_PROPERTY_NAME;
import static io.quarkus.credentials.CredentialsProvider.USER_PROPERTY_NAME;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Gives Flyway the driver's own connections. Two of them, once, are not worth the pool with its
 * transactions that Quarkus would begin at every start.
 */
@Singleton
class MigrationConnections implements FlywayConfigurationCustomizer {

  private final String url;
  private final DatabaseCredentials credentials;

  MigrationConnections(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      DatabaseCredentials credentials) {
    this.url = url;
    this.credentials = credentials;
  }

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.dataSource(new Direct(url, credentials));
  }

  /** Asks for user and password when it connects: an embedded database has them by then. */
  private static final class Direct extends PGSimpleDataSource {

    private static final long serialVersionUID = 1;

    /** Flyway tries again, and says so; a server that accepts and is silent must not hold it. */
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(5);

    private final String url;
    private final transient DatabaseCredentials credentials;

    Direct(String url, DatabaseCredentials credentials) {
      this.url = url;
      this.credentials = credentials;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Map<String, String> login = credentials.getCredentials(DatabaseCredentials.NAME);
      Properties properties = new Properties();
      PGProperty.USER.set(properties, login.get(USER_PROPERTY_NAME));
      PGProperty.PASSWORD.set(properties, login.get(PASSWORD_PROPERTY_NAME));
      PGProperty.LOGIN_TIMEOUT.set(properties, (int) LOGIN_TIMEOUT.toSeconds());
      return DriverManager.getConnection(url, properties);
    }
  }
}
