package io.positionstream.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The service's own secrets; either as text or as the name of a file that holds the text. */
@ConfigMapping(prefix = "secrets")
interface SecretsConfig {

  /** Master keys of the vault, base64url of 32 bytes, comma-separated: the first one encrypts. */
  Optional<String> encryptionKeys();

  Optional<Path> encryptionKeysFile();

  /** Keys of the session tokens, comma-separated, at least 32 bytes each: the first one signs. */
  Optional<String> jwtKeys();

  Optional<Path> jwtKeysFile();

  /**
   * Whether a package makes a missing one once and keeps it in the home: in the demo, never in
   * production. Development and tests always do.
   */
  @WithDefault("false")
  boolean generated();
}
