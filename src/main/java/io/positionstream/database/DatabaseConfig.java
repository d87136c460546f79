package io.positionstream.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** Settings of the embedded database; the first two are derived from {@code DATABASE_URL}. */
@ConfigMapping(prefix = "database")
interface DatabaseConfig {

  /** Whether the service brings its own PostgreSQL. */
  @WithDefault("false")
  boolean embedded();

  /** The loopback port of the embedded PostgreSQL; a free one when not set. */
  OptionalInt embeddedPort();

  /** Whether the data of the embedded PostgreSQL outlives the service. */
  @WithDefault("true")
  boolean keep();
}
