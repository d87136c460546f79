package io.positionstream.exchange.kalshi;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the recording of lines. */
@ConfigMapping(prefix = "recording")
public interface RecordingConfig {

  /** Folder to which every line is recorded, a file each; nothing is recorded without it. */
  Optional<Path> dir();

  /** A recording ends when it has so much text, before compression; its line goes on. */
  @WithDefault("256M")
  MemorySize maxSize();
}
