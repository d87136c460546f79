package io.positionstream.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Settings of the fold. */
@ConfigMapping(prefix = "engine")
public interface EngineConfig {

  /** The zone in which a day starts, for today's profit. */
  @WithDefault("America/New_York")
  ZoneId dayZone();
}
