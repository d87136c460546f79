package io.positionstream.statement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the statement. */
@ConfigMapping(prefix = "statement")
public interface StatementConfig {

  /** A quote that was neither heard nor confirmed for longer is called stale. */
  @WithDefault("60s")
  Duration staleAfter();
}
