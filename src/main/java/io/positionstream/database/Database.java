package io.positionstream.database;

import io.positionstream.configuration.HomeConfig;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the database up and migrated before any other startup observer runs, and closes an embedded
 * one after all of them.
 */
@ApplicationScoped
class Database {

  private static final Logger LOG = Logger.getLogger(Database.class);

  private final DatabaseConfig config;
  private final Path home;
  private final Flyway flyway;
  private @Nullable EmbeddedPostgres embedded;

  Database(DatabaseConfig config, HomeConfig home, Flyway flyway) {
    this.config = config;
    this.home = home.home();
    this.flyway = flyway;
  }

  void start(@Observes @Priority(1) StartupEvent event) throws IOException {
    if (config.embedded()) {
      if (ImageMode.current().isNativeImage()) {
        throw new IllegalStateException(
            "DATABASE_URL is required and not set: a native executable brings no PostgreSQL.");
      }
      Path folder = home.resolve(EmbeddedPostgres.FOLDER);
      embedded = EmbeddedPostgres.start(folder, config.embeddedPort().orElseThrow(), config.keep());
      LOG.infof(
          "embedded database ready folder=%s port=%d", folder, config.embeddedPort().getAsInt());
    }
    try {
      // Flyway itself retries the connection (quarkus.flyway.connect-retries).
      flyway.migrate();
    } catch (FlywayException e) {
      stop(null);
      throw new IllegalStateException(
          "The database cannot be reached or migrated; DATABASE_URL says where it is: "
              + e.getMessage(),
          e);
    }
  }

  /** Last of all: whoever else stops may still write. */
  void stop(@Observes @Priority(Integer.MAX_VALUE) @Nullable ShutdownEvent event)
      throws IOException {
    if (embedded != null) {
      embedded.close();
      embedded = null;
    }
  }
}
