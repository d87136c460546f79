package io.positionstream.configuration;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the service keeps what is its own. */
@ConfigMapping(prefix = "positionstream")
public interface HomeConfig {

  /** Folder of the embedded database, of generated secrets and of the simulator. */
  Path home();
}
