package io.positionstream.stream;

import io.quarkus.runtime.configuration.MemorySize;
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

  /** Streams that one user may have open here; 429 beyond. */
  @WithDefault("100")
  int maxPerUser();

  /** Streams that this instance serves; 503 beyond. */
  @WithDefault("20000")
  int maxPerInstance();

  /** Bytes that wait in one connection at most; what is larger is handed over in parts. */
  @WithDefault("64K")
  MemorySize maxQueued();

  /** A client that takes nothing for so long is told {@code too_slow} and closed. */
  @WithDefault("30s")
  Duration writeDeadline();

  /** At shutdown the streams are closed one by one over this long. */
  @WithDefault("5s")
  Duration drain();
}
