package io.positionstream.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of sessions. */
@ConfigMapping(prefix = "session")
interface SessionConfig {

  /** How long a session and its tokens are good without being renewed. */
  @WithDefault("24")
  int expirationHours();

  /** From which age on a token is replaced when it is used. */
  @WithDefault("20")
  int renewAfterHours();

  /** However often it is renewed, a session ends so long after its login. */
  @WithDefault("30d")
  Duration maxLife();

  /** Operators on https set {@code __Host-session}. */
  @WithDefault("session")
  String cookieName();

  /** Rows of sessions are kept this long after they expired. */
  @WithDefault("7d")
  Duration purgeAfter();

  /** How often expired rows are looked for. */
  @WithDefault("10m")
  Duration purgeEvery();

  /** At most so many rows are deleted at a time. */
  @WithDefault("1000")
  int purgeBatch();

  /** Who issues and accepts the tokens. */
  @WithDefault("position-stream")
  String issuer();
}
