package io.positionstream.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the comparison with the fills, and of what is kept of differences. */
@ConfigMapping(prefix = "reconciliation")
public interface ReconciliationConfig {

  /** How often the books are built once more from all fills. */
  @WithDefault("5m")
  Duration every();

  /** Differences that healed longer ago are forgotten. */
  @WithDefault("90d")
  Duration keep();

  /** And all but so many of the newest ones of an account. */
  @WithDefault("1000")
  int most();
}
