package io.positionstream.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Gives data a password that has none: data of a version that trusted whoever reached it, or data
 * whose password file is lost. The one start that does it trusts loopback until it is done, which
 * takes less than a second. Broken off anywhere, it begins again with the next start.
 */
final class PasswordMigration {

  private static final String RULES = "pg_hba.conf";

  private PasswordMigration() {}

  /**
   * @param password where the new one is kept, last of all
   * @return the server, which asks for the password from now on
   */
  static EmbeddedPostgres start(
      EmbeddedPostgres.Builder builder, Path data, DatabasePassword password) throws IOException {
    Files.writeString(data.resolve(RULES), rules("trust"));
    EmbeddedPostgres server = builder.start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      String fresh = DatabasePassword.random();
      statement.execute("SET password_encryption = 'scram-sha-256'");
      // A log that tells statements must not tell this one.
      statement.execute("SET log_statement = 'none'");
      statement.execute("ALTER USER postgres PASSWORD '" + fresh + "'");
      Files.writeString(data.resolve(RULES), rules("scram-sha-256"));
      statement.execute("SELECT pg_reload_conf()");
      password.keep(fresh);
      return server;
    } catch (SQLException | IOException e) {
      server.close();
      throw new IOException("the embedded database cannot be given a password", e);
    }
  }

  private static String rules(String method) {
    return """
        # Written by the service: loopback only.
        host all all 127.0.0.1/32 %1$s
        host all all ::1/128 %1$s
        """
        .formatted(method);
  }
}
