package io.positionstream.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the samples that a look at the past is marked with. */
@ConfigMapping(prefix = "mark-samples")
public interface MarkSamplesConfig {

  /** How often the markets held are looked at; of a minute the newest prices are kept. */
  @WithDefault("1m")
  Duration every();

  /** Older samples are forgotten. */
  @WithDefault("90d")
  Duration keep();
}
