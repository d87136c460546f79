package io.positionstream.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Settings of logging in. */
@ConfigMapping(prefix = "account")
interface AccountConfig {

  /** The environment meant when a login names none. */
  String defaultEnvironment();

  /** How long a login waits for the account's first load before it answers anyway. */
  @WithDefault("5s")
  Duration firstLoad();

  /** Environments that can be entered without a key of one's own, by name. */
  Map<String, Guest> guests();

  /** Where the key of a guest account is found; read at each login. */
  interface Guest {
    Path keyIdFile();

    Path privateKeyFile();
  }
}
