package io.positionstream.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The simulated exchange; {@code application.properties} binds these to environment variables. */
@ConfigMapping(prefix = "simulator")
interface SimulatorConfig {

  /** Whether it runs. On in development and tests; in a packaged service only when asked for. */
  @WithDefault("false")
  boolean enabled();

  /** The loopback port; 0 for any free one. */
  @WithDefault("9480")
  int port();

  /** How many times faster than recorded the market tape plays; 0 stands still. */
  @WithDefault("60")
  int speed();

  /** Where its ledger and the demo account's key are kept. */
  @WithDefault("${POSITIONSTREAM_HOME:.position-stream}/simulator")
  Path home();

  /** Whether it goes on where it was stopped; else every start begins a new exchange. */
  @WithDefault("true")
  boolean keep();
}
