package io.positionstream.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the database is; without an address the service brings its own. */
@ConfigMapping(prefix = "database")
interface DatabaseConfig {

  /** {@code postgresql://user:password@host:port/database}; see {@link DatabaseSettings}. */
  Optional<String> url();

  /** The same in a file, whose user and password may change while the service runs. */
  Optional<String> urlFile();

  /** The user, instead of the one in the address: as it is, without any encoding. */
  Optional<String> user();

  /** The password, likewise. */
  Optional<String> password();

  /** The same in a file, which may change while the service runs. */
  Optional<String> passwordFile();

  /** Whether the service brings its own PostgreSQL; follows from the address. */
  @WithDefault("false")
  boolean embedded();

  /** The loopback port of the embedded PostgreSQL; a free one when not set. */
  OptionalInt embeddedPort();

  /** Whether the data of the embedded PostgreSQL outlives the service. */
  @WithDefault("true")
  boolean keep();
}
