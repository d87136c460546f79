package io.positionstream.database;

import static io.quarkus.credentials.CredentialsProvider.PASSWORD_PROPERTY_NAME;
import static io.quarkus.credentials.CredentialsProvider.USER_PROPERTY_NAME;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;
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

    private final String url;
    private final transient DatabaseCredentials credentials;

    Direct(String url, DatabaseCredentials credentials) {
      this.url = url;
      this.credentials = credentials;
    }

    /** As it is written: with every default added to it, nobody would find it in the log. */
    @Override
    public String getUrl() {
      return url;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Map<String, String> login = credentials.getCredentials(DatabaseCredentials.NAME);
      return getConnection(login.get(USER_PROPERTY_NAME), login.get(PASSWORD_PROPERTY_NAME));
    }
  }
}
