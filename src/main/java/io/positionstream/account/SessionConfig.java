package io.positionstream.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of sessions. */
@ConfigMapping(prefix = "session")
interface SessionConfig {

  /** How long a session and its tokens are good without being renewed. */
  @WithDefault("24")
  int expirationHours();

  /** From which age on a token is replaced when it is used. */
  @WithDefault("20")
  int renewAfterHours();

  /** Operators on https set {@code __Host-session}. */
  @WithDefault("session")
  String cookieName();

  /** Who issues and accepts the tokens. */
  @WithDefault("position-stream")
  String issuer();
}
