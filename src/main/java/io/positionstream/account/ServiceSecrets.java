package io.positionstream.account;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the vault and the session tokens from the service's secrets, before anything starts. */
class ServiceSecrets {

  @Produces
  @Singleton
  Vault vault(
      SecretsConfig config, @ConfigProperty(name = "positionstream.home") Path home, Clock clock) {
    return new Vault(
        keys(home)
            .base64("ENCRYPTION_SECRET_KEY", config.encryptionKeys(), config.encryptionKeysFile()),
        clock,
        new SecureRandom());
  }

  @Produces
  @Singleton
  SessionTokens tokens(
      SecretsConfig config,
      SessionConfig session,
      @ConfigProperty(name = "positionstream.home") Path home,
      Clock clock) {
    return new SessionTokens(
        keys(home).text("JWT_SECRET_KEY", config.jwtKeys(), config.jwtKeysFile()),
        session.issuer(),
        clock);
  }

  /** Both are read now: a bad key stops the start, not the first login. */
  void check(@Observes @Priority(0) StartupEvent start, Vault vault, SessionTokens tokens) {}

  private static SecretKeys keys(Path home) {
    boolean production = LaunchMode.current() == LaunchMode.NORMAL;
    return new SecretKeys(
        production ? Optional.empty() : Optional.of(home.resolve("secrets")), new SecureRandom());
  }
}
