package io.positionstream.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the stream. */
@ConfigMapping(prefix = "stream")
public interface StreamConfig {

  /** A comment is sent after this long without a message, so that proxies keep the connection. */
  @WithDefault("15s")
  Duration heartbeat();

  /** Clients are told to come back after this long, up to twice as long at random. */
  @WithDefault("1s")
  Duration retry();

  /** How long a request waits for the first load of an account of which nothing is known. */
  @WithDefault("5s")
  Duration firstLoad();
}
